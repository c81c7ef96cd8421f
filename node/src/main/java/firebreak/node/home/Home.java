package firebreak.node.home;

import firebreak.charter.Mode;
import firebreak.charter.Registry;
import firebreak.encoding.Bytes;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.node.keys.KeyFolder;
import firebreak.node.keys.WorkFactor;
import firebreak.node.store.DurableFile;
import firebreak.note.Forms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A node's home: one folder, mode 0700, that holds everything of the node but its lease.
///
/// ```
/// config.json      settings, people may edit           public.json     public halves of the keys
/// officers.json    who may sign in                     charters.json   charters whose fingerprint was compared
/// documents/       signed charters, manifests, agreements
/// forms/           forms beyond the built-in pack      keys/           private keys, each under its passphrase
/// store.db         the store                           run/            node.json and console.token of a running node
/// clock.json       an exercise's clock as set last     backups.jsonl   every backup that was made of it
/// ```
///
/// Methods that read throw an [IOException] where a file is absent or unreadable, and a [FormatException] that names
/// file and member where its content is wrong. Methods that write are durable when they return.
public final class Home {
    private static final int MAX_CHARTERS_BYTES = 64 * 1024;
    private static final int TOKEN = 32;

    private final Path folder;

    private Home(Path folder) {
        this.folder = folder;
    }

    /// Looks at nothing yet.
    public static Home at(Path folder) {
        return new Home(folder.toAbsolutePath().normalize());
    }

    public Path folder() {
        return folder;
    }

    /// Whether there are settings here.
    public boolean exists() {
        return Files.exists(configFile());
    }

    public Path configFile() {
        return folder.resolve("config.json");
    }

    public Path storeFile() {
        return folder.resolve("store.db");
    }

    /// @throws IOException that says how to make a home, when this is none
    public Config config() throws IOException, FormatException {
        requireHome();
        return SmallFile.json(
                configFile(),
                Config.MAX_BYTES,
                (place, value) -> Config.read(place, value, folder.getFileName().toString()));
    }

    /// @throws IOException that says how to make a home, when this is none
    public void requireHome() throws IOException {
        if (!exists()) {
            throw new IOException(folder + " is no home of a node: make one with firebreak init --home " + folder);
        }
    }

    /// @throws FormatException when a node would refuse to start with these settings
    public void write(Config config) throws IOException, FormatException {
        config.check("config.json");
        write(configFile(), config.toJson());
    }

    public Path leaseFile(Config config) {
        return folder.resolve(config.lease()).normalize();
    }

    /// What this node has cosigned last as a witness: beside the lease, for the same reason.
    public Path witnessFile(Config config) {
        Path lease = leaseFile(config);
        return lease.resolveSibling(lease.getFileName() + ".witness");
    }

    /// The file of the settings that holds the passphrase of the node's keys; in exercises only.
    public Optional<Path> passphraseFile(Config config) {
        return config.passphraseFile().map(folder::resolve).map(Path::normalize);
    }

    /// An exercise's keys cost little work, and a live home refuses such keys.
    public KeyFolder keys(Mode mode) {
        return new KeyFolder(
                folder,
                switch (mode) {
                    case LIVE -> WorkFactor.LIVE;
                    case EXERCISE -> WorkFactor.exercise(PasswordHash.EXERCISE_EXPONENT);
                });
    }

    /// @throws IOException also while a home is being made
    public PublicKeys publicKeys() throws IOException, FormatException {
        return SmallFile.json(publicKeysFile(), PublicKeys.MAX_BYTES, PublicKeys::read);
    }

    public void write(PublicKeys keys) throws IOException {
        write(publicKeysFile(), keys.toJson());
    }

    private Path publicKeysFile() {
        return folder.resolve("public.json");
    }

    /// Nobody when there is no file.
    public Officers officers() throws IOException, FormatException {
        requireHome();
        return Files.exists(officersFile())
                ? SmallFile.json(officersFile(), Officers.MAX_BYTES, Officers::read)
                : Officers.NONE;
    }

    public void write(Officers officers) throws IOException {
        write(officersFile(), officers.toJson());
    }

    public Path officersFile() {
        return folder.resolve("officers.json");
    }

    /// None when there is no file.
    public List<JoinedCharter> charters() throws IOException, FormatException {
        requireHome();
        return Files.exists(chartersFile())
                ? SmallFile.json(
                        chartersFile(),
                        MAX_CHARTERS_BYTES,
                        (place, value) -> Fields.asList(place, value, JoinedCharter::read))
                : List.of();
    }

    /// Adds a charter that a person has compared; once is enough.
    public void join(JoinedCharter charter) throws IOException, FormatException {
        List<JoinedCharter> all = new ArrayList<>(charters());
        if (!all.contains(charter)) {
            all.add(charter);
            write(chartersFile(), Json.list(all, JoinedCharter::toJson));
        }
    }

    private Path chartersFile() {
        return folder.resolve("charters.json");
    }

    public Documents documents() {
        return new Documents(folder.resolve("documents"));
    }

    /// What the documents and compared charters of this home amount to.
    public Holdings holdings() throws IOException, FormatException {
        return Holdings.of(Registry.EMPTY, charters(), documents().read());
    }

    /// The built-in pack and those of `forms/*.yaml`.
    public Forms forms() throws IOException, FormatException {
        return FormPack.forms(folder.resolve("forms"));
    }

    /// How an exercise's clock was set last; empty when it never was.
    public Optional<ExerciseClock> clock() throws IOException, FormatException {
        return Files.exists(clockFile())
                ? Optional.of(SmallFile.json(clockFile(), ExerciseClock.MAX_BYTES, ExerciseClock::read))
                : Optional.empty();
    }

    public void write(ExerciseClock clock) throws IOException {
        write(clockFile(), clock.toJson());
    }

    private Path clockFile() {
        return folder.resolve("clock.json");
    }

    /// What the node that runs here says of itself; empty when none does, or it stopped cleanly.
    public Optional<RunningNode> running() throws IOException, FormatException {
        return Files.exists(runFile())
                ? Optional.of(SmallFile.json(runFile(), RunningNode.MAX_BYTES, RunningNode::read))
                : Optional.empty();
    }

    public void write(RunningNode running) throws IOException {
        write(runFile(), running.toJson());
    }

    /// At a clean stop; nothing to remove is fine.
    public void removeRunning() throws IOException {
        Files.deleteIfExists(runFile());
        Files.deleteIfExists(tokenFile());
    }

    private Path runFile() {
        return folder.resolve("run").resolve("node.json");
    }

    /// Draws a token that opens the console-only routes of the API, and writes it where only this home's owner reads.
    public String drawConsoleToken(RandomGenerator random) throws IOException {
        byte[] drawn = new byte[TOKEN];
        random.nextBytes(drawn);
        String token = HexFormat.of().formatHex(drawn);
        DurableFile.createFolders(folder.resolve("run"));
        DurableFile.replace(tokenFile(), Bytes.ofUtf8(token + "\n"));
        return token;
    }

    /// The token of the running node; empty when none runs.
    public Optional<String> consoleToken() throws IOException, FormatException {
        if (!Files.exists(tokenFile())) {
            return Optional.empty();
        }
        String token = SmallFile.bytes(tokenFile(), 2 * TOKEN + 1)
                .utf8("console.token")
                .strip();
        return Optional.of(Bytes.parseHex("console.token", token).hex());
    }

    private Path tokenFile() {
        return folder.resolve("run").resolve("console.token");
    }

    private void write(Path file, Json content) throws IOException {
        DurableFile.createFolders(file.resolveSibling(".").normalize());
        DurableFile.replace(file, ReadableJson.write(content));
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
