@NullMarked
package firebreak.node.mailbox;

import org.jspecify.annotations.NullMarked;
