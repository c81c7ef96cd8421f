/// When each note was put before those it is addressed to, and what was answered in time (spec/export.md, Clocks): pure
/// reckoning over what was checked. Uses `text`, `tree`, `paper` and `said`.
@NullMarked
package firebreak.verifier.clock;

import org.jspecify.annotations.NullMarked;
