package firebreak.cli.officer;

import firebreak.cli.console.World;
import picocli.CommandLine.Command;

/// `firebreak note read`.
@Command(
        name = "read",
        description = "State that a note was read, to every member of its channel.",
        footer = {"", "Example:", "  firebreak note read RU-UK/RU/0/1 --home uk"})
final class NoteRead extends NoteReceipt {
    NoteRead(World world) {
        super(world, "read", "marked as read");
    }
}
