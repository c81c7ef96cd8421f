/// What officers and programs ask of a node: JSON over HTTP. The JSON shapes of the public interface live
/// here and nowhere else. Uses the running node. Deliberately not here: any decision about records.
@NullMarked
package firebreak.node.api;

import org.jspecify.annotations.NullMarked;
