package firebreak.drill.chronology;

/// One post of a party.
///
/// @param made true when the case declares no post for the party and this one stands for it
public record Post(PostCode code, String name, PartyCode party, boolean made) {}
