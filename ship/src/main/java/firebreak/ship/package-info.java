/// What is handed to those who run a node: one archive with the program, its own Java, its bill of materials and its
/// pages; and the comparison of two builds. It knows the program by its jars alone, and no node uses it.
@NullMarked
package firebreak.ship;

import org.jspecify.annotations.NullMarked;
