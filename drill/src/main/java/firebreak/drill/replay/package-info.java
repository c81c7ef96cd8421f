/// A script played on real nodes: each party's node is a process of its own, and scripted officers act only
/// through its public interface. Uses the script and the node's homes. Deliberately not here: any shortcut
/// into a node.
@NullMarked
package firebreak.drill.replay;

import org.jspecify.annotations.NullMarked;
