/// Tests of the tree itself: the one-way order of modules and packages, read from ARCHITECTURE.md, the calls that the
/// core may not make, and what every file must have. Reads sources and class files with the JDK alone. Deliberately
/// not here: a list of exceptions. A rule that needs one is wrong, or the code is.
@NullMarked
package firebreak.shape;

import org.jspecify.annotations.NullMarked;
