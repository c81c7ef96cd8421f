/// Charters, manifests and channel agreements (spec/charter.md, manifest.md, channel.md): what each says, and whether
/// it
/// may be admitted. Uses `text`, `sign` and `tree`.
@NullMarked
package firebreak.verifier.paper;

import org.jspecify.annotations.NullMarked;
