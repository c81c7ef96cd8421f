/// Private keys on disk: one age file per holder, each under its holder's own passphrase, and which posts are unlocked
/// now. Uses core's encoding, identity and seal, and the durable files of `firebreak.node.store`. Deliberately not
/// here: who may hold which keys (the manifest says), asking people for passphrases, and certificates.
@NullMarked
package firebreak.node.keys;

import org.jspecify.annotations.NullMarked;
