/// Tests of the home on disk, on real folders.
@NullMarked
package firebreak.node.home;

import org.jspecify.annotations.NullMarked;
