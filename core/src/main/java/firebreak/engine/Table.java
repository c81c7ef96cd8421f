package firebreak.engine;

/// The parts of a node's [Store]: each is an ordered map of ASCII keys to bytes. The names are permanent,
/// they are written into every store on disk.
public enum Table {
    /// What decisions need: snapshots and pieces of the engine's state.
    STATE,
    /// Leaves of own and mirrored records, 65 bytes each, by origin and index.
    LEAF,
    /// Sealed envelopes, exactly as carried.
    ENVELOPE,
    /// Opened content: the signed object and its salt. Can be erased while every proof stays.
    BODY,
    /// What is to be signed or has been signed but has no leaf yet.
    PAYLOAD,
    /// Signed checkpoints of own and mirrored records.
    CHECKPOINT,
    /// Charters, agreements, manifests and packs, by hash.
    DOCUMENT,
    /// Drafts that wait for release.
    DRAFT,
    /// Notes as people look them up: by reference, with their states.
    NOTE,
    /// Parcels that were proved but not accepted, with the reason.
    HELD,
    /// Proofs that somebody said two things that cannot both be true, and, under `view/`, each [DisputedView].
    EVIDENCE,
    /// The node's own log of what its officers did.
    AUDIT,
    /// Proofs of mirrored leaves that lie behind a gap, until the gap is filled: only with them can such a leaf be
    /// shown to anybody.
    TILE,
    /// Joint notes that circulate unsigned or half signed.
    CIRCULAR,
    /// Under `deposit/`, what mailboxes signed that they keep of own records; under `kept/`, parcels that this node
    /// keeps
    /// for other parties.
    MAILBOX
}
