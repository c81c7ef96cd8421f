@NullMarked
package firebreak.node.serve;

import org.jspecify.annotations.NullMarked;
