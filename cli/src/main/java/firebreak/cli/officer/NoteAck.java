package firebreak.cli.officer;

import firebreak.cli.console.World;
import picocli.CommandLine.Command;

/// `firebreak note ack`.
@Command(
        name = "ack",
        aliases = "acknowledge",
        description = "Acknowledge a note: it is understood and in hand. This answers nothing and accepts nothing.",
        footer = {"", "Example:", "  firebreak note ack RU-UK/RU/0/1 --post UK-MOD --home uk"})
final class NoteAck extends NoteReceipt {
    NoteAck(World world) {
        super(world, "acknowledge", "acknowledged");
    }
}
