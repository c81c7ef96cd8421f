package firebreak.cli.officer;

import firebreak.cli.console.Refusal;
import firebreak.cli.console.World;
import firebreak.encoding.Bytes;
import firebreak.encoding.Canonical;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Hash;
import firebreak.encoding.Json;
import firebreak.node.home.Home;
import firebreak.node.home.SmallFile;
import firebreak.node.store.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The officers signed in at one home, kept between commands in one file of mode 0600 in the user's state folder.
/// Who signed in last acts, unless a command names another.
final class KeptSessions {
    private static final int MAX_BYTES = 256 * 1024;
    private static final int NAME_CHARS = 32;

    private final Path file;
    private final Home home;

    KeptSessions(World world, Home home) {
        String name = Hash.of(Bytes.ofUtf8(home.folder().toString())).hex().substring(0, NAME_CHARS);
        this.file = Screen.stateFolder(world).resolve("sessions").resolve(name + ".json");
        this.home = home;
    }

    /// In the order in which they signed in.
    List<Session> all() throws Refusal, IOException, FormatException {
        if (!Files.exists(file)) {
            return List.of();
        }
        Optional<String> open = DurableFile.tooOpen(file);
        if (open.isPresent()) {
            throw new Refusal(open.get());
        }
        Bytes content = SmallFile.bytes(file, MAX_BYTES);
        Fields fields = Fields.of(file.toString(), Canonical.readLoose(file.toString(), content, MAX_BYTES));
        fields.string("home");
        List<Session> sessions = fields.list("sessions", Session::read);
        fields.done();
        return sessions;
    }

    Optional<Session> of(String officer) throws Refusal, IOException, FormatException {
        return all().stream()
                .filter(session -> session.officer().equals(officer))
                .findFirst();
    }

    /// The named officer's, or that of who signed in last.
    Session acting(Optional<String> officer, String signIn) throws Refusal, IOException, FormatException {
        List<Session> all = all();
        Optional<Session> found =
                officer.isPresent() ? of(officer.get()) : Optional.ofNullable(all.isEmpty() ? null : all.getLast());
        return found.orElseThrow(() ->
                new Refusal(officer.orElse("nobody") + " is " + (officer.isPresent() ? "not " : "") + "signed in at "
                        + home + ": sign in with " + signIn + ", or give --officer NAME --password-file FILE"));
    }

    void keep(Session session) throws Refusal, IOException, FormatException {
        List<Session> sessions = without(session.officer());
        sessions.add(session);
        write(sessions);
    }

    void drop(String officer) throws Refusal, IOException, FormatException {
        List<Session> sessions = without(officer);
        if (sessions.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            write(sessions);
        }
    }

    private List<Session> without(String officer) throws Refusal, IOException, FormatException {
        List<Session> sessions = new ArrayList<>(all());
        sessions.removeIf(session -> session.officer().equals(officer));
        return sessions;
    }

    private void write(List<Session> sessions) throws IOException {
        DurableFile.createFolders(file.resolveSibling(".").normalize());
        Json content = Json.object()
                .with("home", home.folder().toString())
                .with("sessions", Json.list(sessions, Session::toJson))
                .build();
        DurableFile.replace(file, Canonical.write(content));
    }
}
