/// The operator's commands that set a node up: home, posts, officers, root ceremony, charter, channels, public keys.
/// Uses `firebreak.charter` for every rule and `firebreak.node.home` for every file. Deliberately not here: anything
/// that speaks to a running node, but for asking it to reload.
@NullMarked
package firebreak.cli.setup;

import org.jspecify.annotations.NullMarked;
