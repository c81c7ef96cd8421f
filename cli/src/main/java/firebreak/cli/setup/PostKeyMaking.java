package firebreak.cli.setup;

import firebreak.charter.Limits;
import firebreak.charter.Mode;
import firebreak.charter.PostCode;
import firebreak.charter.PostEntry;
import firebreak.cli.console.Refusal;
import firebreak.cli.console.Secrets;
import firebreak.cli.console.World;
import firebreak.encoding.Fields;
import firebreak.encoding.FormatException;
import firebreak.encoding.Json;
import firebreak.encoding.Times;
import firebreak.identity.Secret;
import firebreak.node.home.Config;
import firebreak.node.home.Holdings;
import firebreak.node.home.Home;
import firebreak.node.home.OldRecipients;
import firebreak.node.home.PublicKeys;
import firebreak.node.keys.KeyFile;
import firebreak.node.keys.KeyName;
import firebreak.node.keys.NodeKeys;
import firebreak.node.keys.PostSecrets;
import firebreak.node.keys.Unlocked;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Makes the keys of a post under the passphrase of its own officers.
record PostKeyMaking(World world, Home home, Config config, Optional<Path> file, Optional<Path> folder) {
    /// What was given as `CODE=TITLE`.
    static SequencedMap<PostCode, String> titles(Map<String, String> given) throws FormatException {
        SequencedMap<PostCode, String> titles = new LinkedHashMap<>();
        for (Map.Entry<String, String> post : given.entrySet()) {
            titles.put(PostCode.parse("--post", post.getKey()), title(post.getValue()));
        }
        return titles;
    }

    static String title(String text) throws FormatException {
        Json named = Json.object().with("title", text).build();
        return Limits.name(Fields.of("post", named), "title");
    }

    /// The passphrase for a post whose keys are to be made; nothing is written yet.
    ///
    /// @param node the passphrase of the node's keys, if it is known here
    /// @return the caller's to close
    Secret passphrase(PostCode code, Optional<Secret> node) throws IOException, Refusal {
        String whose = "post " + code;
        if (key(code).exists()) {
            throw new Refusal("there are keys of " + whose + " already; nothing was changed");
        }
        Secret passphrase = new Secrets(world)
                .holder(home, config, file, folder, code.value())
                .fresh(whose);
        Secrets.requireStrong(config.mode(), passphrase, whose);
        requireOwn(passphrase, whose, node);
        return passphrase;
    }

    PostEntry make(PostCode code, String title, Secret passphrase) throws IOException, FormatException {
        try (PostSecrets secrets =
                PostSecrets.generate(world.clock().instant().truncatedTo(ChronoUnit.SECONDS), world.random())) {
            PostEntry entry = PublicKeys.post(code, title, secrets);
            key(code).create(secrets, passphrase, world.random());
            home.write(home.publicKeys().with(entry));
            return entry;
        }
    }

    /// The next keys of a post that has some. Older ones that slow parcels do not need any more go.
    PostEntry renew(PostCode code) throws IOException, FormatException, Refusal {
        String whose = "post " + code;
        PostEntry before = home.publicKeys()
                .post(code)
                .orElseThrow(
                        () -> new Refusal("this home has no post " + code + ": firebreak post list --home " + home));
        Instant now = world.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        if (!before.notBefore().isBefore(now)) {
            throw new Refusal("the keys of " + whose + " are from " + Times.format(before.notBefore())
                    + ", which is not past by this machine's clock: set the clock right");
        }
        try (Secret passphrase = new Secrets(world)
                        .holder(home, config, file, folder, code.value())
                        .known(whose);
                PostSecrets old = Secrets.open(key(code), passphrase, whose)) {
            Holdings holdings = home.holdings();
            PostSecrets renewed = old.renewed(now, world.random())
                    .without(period -> !period.equals(old.current())
                            && OldRecipients.isDone(holdings.registry(), holdings.parties(), code, period, now));
            PostEntry entry = PublicKeys.post(code, before.title(), renewed);
            key(code).replace(renewed, passphrase, world.random());
            home.write(home.publicKeys().with(entry));
            renewed.current().close();
            return entry;
        }
    }

    private KeyFile<PostSecrets> key(PostCode code) {
        return home.keys(config.mode()).post(new KeyName(code.value()));
    }

    /// The operator knows the node's passphrase and must not be able to speak for a post.
    private void requireOwn(Secret passphrase, String whose, Optional<Secret> node) throws IOException, Refusal {
        if (config.mode() == Mode.LIVE && (node.isPresent() ? node.get().equals(passphrase) : opensNode(passphrase))) {
            throw new Refusal("the passphrase of " + whose
                    + " is that of the node: choose another, so that the operator cannot speak for the post");
        }
    }

    private boolean opensNode(Secret passphrase) throws IOException {
        if (home.keys(config.mode()).node().open(passphrase) instanceof Unlocked.Opened<NodeKeys>(NodeKeys keys)) {
            keys.close();
            return true;
        }
        return false;
    }
}
