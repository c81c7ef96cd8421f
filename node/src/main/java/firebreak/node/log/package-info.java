/// The node's log: one JSON object a line on standard error, through `java.util.logging`, with libraries
/// held to their warnings. Uses `encoding` alone. Deliberately not here: files, rotation and shipping (the
/// service manager does those), the audit log of officers' acts (that one is in the store), and secrets.
@NullMarked
package firebreak.node.log;

import org.jspecify.annotations.NullMarked;
