@NullMarked
package firebreak.node.store;

import org.jspecify.annotations.NullMarked;
