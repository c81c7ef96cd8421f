@NullMarked
package firebreak.node.log;

import org.jspecify.annotations.NullMarked;
