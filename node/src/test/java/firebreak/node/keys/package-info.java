@NullMarked
package firebreak.node.keys;

import org.jspecify.annotations.NullMarked;
