package firebreak.note;

import firebreak.charter.ChannelId;

/// A statement that stands in a record, at its leaf: what projections fold.
public record Said(ChannelId channel, LeafRef at, Statement statement) {}
