package firebreak.line;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;
import firebreak.seal.Recipient;

/// One end of a line: a post and the recipient key that its party's manifest gives it.
public record End(PartyCode party, PostCode post, Recipient.Hybrid key) {}
