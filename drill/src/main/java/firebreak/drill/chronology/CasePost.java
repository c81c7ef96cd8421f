package firebreak.drill.chronology;

import firebreak.charter.PartyCode;
import firebreak.charter.PostCode;

/// One post of a party.
///
/// @param made true when the case declares no post for the party and this one stands for it
public record CasePost(PostCode code, String name, PartyCode party, boolean made) {}
