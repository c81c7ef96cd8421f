@NullMarked
package firebreak.node.backup;

import org.jspecify.annotations.NullMarked;
