/* SPDX-License-Identifier: Apache-2.0 */
package org.sipsimple.cli.internal.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

import org.sipsimple.api.cli.Tool;
import org.sipsimple.api.cli.ToolContext;
import org.sipsimple.api.configuration.AccountSettings;
import org.sipsimple.api.configuration.ConfigNode;
import org.sipsimple.api.configuration.ConfigurationException;
import org.sipsimple.api.configuration.GeneralSettings;
import org.sipsimple.api.configuration.Password;
import org.sipsimple.api.configuration.Setting;
import org.sipsimple.api.configuration.Settings;
import org.sipsimple.api.configuration.SettingsFiles;
import org.sipsimple.api.configuration.SettingsObject;
import org.sipsimple.api.configuration.SipAddress;

/**
 * {@code sip-settings}: shows and changes the settings of the application and of accounts. Exit codes: 0 done, 1 not
 * possible, 2 wrong usage. Spec: Developer Guide, "sip-settings".
 */
@Component(service = Tool.class)
public final class SettingsTool implements Tool {
    private static final String ALL = "ALL";

    private final Settings settings;
    private final SettingsFiles files;

    @Activate
    public SettingsTool(@Reference Settings settings, @Reference SettingsFiles files) {
        this.settings = settings;
        this.files = files;
    }

    @Override
    public String name() {
        return "sip-settings";
    }

    @Override
    public String summary() {
        return "shows and changes settings and accounts";
    }

    @Override
    public int run(ToolContext context) {
        SettingsArguments arguments = new SettingsArguments();
        CommandLine commandLine = arguments.commandLine();
        try {
            commandLine.parseArgs(context.arguments().toArray(String[]::new));
            if (commandLine.isUsageHelpRequested()) {
                commandLine.usage(context.out(), Ansi.OFF);
                return 0;
            }
            check(arguments);
            new Run(arguments, open(arguments), new SettingsPrinter(context.out(), arguments.json)).run();
            context.out().flush();
            return 0;
        } catch (ParameterException | UsageException e) {
            context.err().println("sip-settings: " + e.getMessage());
            commandLine.usage(context.err(), Ansi.OFF);
            return 2;
        } catch (ConfigurationException | IllegalArgumentException e) {
            context.err().println("sip-settings: " + e.getMessage());
            return 1;
        }
    }

    private static void check(SettingsArguments arguments) throws UsageException {
        if (arguments.words.isEmpty()) {
            throw new UsageException("a command is expected");
        }
        if (arguments.account == arguments.general) {
            throw new UsageException("either --general or --account is expected");
        }
    }

    private Settings open(SettingsArguments arguments) throws ConfigurationException {
        return arguments.file == null ? settings : files.open(arguments.file);
    }

    /** Says what is wrong with the words. */
    private static final class UsageException extends Exception {
        private static final long serialVersionUID = 1;

        UsageException(String message) {
            super(message);
        }
    }

    /** One run, with the settings of the file asked for. */
    private record Run(SettingsArguments arguments, Settings settings, SettingsPrinter printer) {

        void run() throws ConfigurationException, UsageException {
            List<String> words = arguments.words;
            String command = words.get(0);
            List<String> rest = words.subList(1, words.size());
            if (arguments.account) {
                switch (command) {
                    case "list" -> printer.list(settings);
                    case "add" -> add(exactly(2, rest));
                    case "delete" -> delete(exactly(1, rest).get(0));
                    case "show" ->
                        printer.show(chosen(
                                rest.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(exactly(1, rest).get(0))));
                    case "set" -> setAccounts(rest);
                    case "default" -> makeDefault(exactly(1, rest).get(0));
                    default -> throw new UsageException("there is no command " + command + " for accounts");
                }
            } else {
                switch (command) {
                    case "show" -> printer.show(List.of(settings.general()));
                    case "set" -> set(List.of(settings.general()), rest);
                    default -> throw new UsageException("there is no command " + command + " for general settings");
                }
            }
        }

        private static List<String> exactly(int count, List<String> words) throws UsageException {
            if (words.size() != count) {
                throw new UsageException(count + (count == 1 ? " argument is" : " arguments are") + " expected");
            }
            return words;
        }

        private void add(List<String> words) throws ConfigurationException {
            SettingsObject account = settings.addAccount(SipAddress.parse(words.get(0)));
            account.set(AccountSettings.AUTH_PASSWORD, new Password(words.get(1)));
            account.set(AccountSettings.ENABLED, true);
            account.save();
            printer.done("added " + account.id());
        }

        private void delete(String id) throws ConfigurationException {
            List<SettingsObject> gone = id.equals(ALL) ? settings.accounts() : List.of(account(id));
            for (SettingsObject account : gone) {
                account.delete();
                if (account.id().equals(settings.general().get(GeneralSettings.DEFAULT_ACCOUNT))) {
                    settings.general().reset(GeneralSettings.DEFAULT_ACCOUNT);
                    settings.general().save();
                }
                printer.done("deleted " + account.id());
            }
        }

        private void makeDefault(String id) throws ConfigurationException {
            settings.general().set(GeneralSettings.DEFAULT_ACCOUNT, account(id).id());
            settings.general().save();
            printer.done(id + " is the default account");
        }

        private void setAccounts(List<String> words) throws ConfigurationException, UsageException {
            boolean named = !words.isEmpty() && (words.get(0).equals(ALL) || isAddress(words.get(0)));
            set(
                    chosen(named ? Optional.of(words.get(0)) : Optional.empty()),
                    named ? words.subList(1, words.size()) : words);
        }

        private static boolean isAddress(String word) {
            return word.indexOf('=') < 0 || word.indexOf('@') >= 0 && word.indexOf('@') < word.indexOf('=');
        }

        /** All is checked before anything is saved. */
        private void set(List<SettingsObject> objects, List<String> assignments)
                throws ConfigurationException, UsageException {
            if (assignments.isEmpty()) {
                throw new UsageException("key=value is expected");
            }
            List<Assignment> parsed = new ArrayList<>();
            for (String assignment : assignments) {
                parsed.add(Assignment.parse(assignment));
            }
            for (SettingsObject object : objects) {
                for (Assignment assignment : parsed) {
                    assignment.check(object);
                }
            }
            for (SettingsObject object : objects) {
                for (Assignment assignment : parsed) {
                    assignment.apply(object);
                }
                object.save();
                printer.done("saved " + object.id());
            }
        }

        private List<SettingsObject> chosen(Optional<String> name) throws ConfigurationException {
            if (name.isPresent()) {
                return name.get().equals(ALL) ? settings.accounts() : List.of(account(name.get()));
            }
            String chosen = settings.general().get(GeneralSettings.DEFAULT_ACCOUNT);
            if (chosen == null) {
                throw new ConfigurationException(
                        "there is no default account; name one, or choose it by: sip-settings -a default user@domain");
            }
            return List.of(account(chosen));
        }

        private SettingsObject account(String id) throws ConfigurationException {
            return settings.account(id)
                    .or(() -> settings.account(SipAddress.parse(id).toString()))
                    .orElseThrow(() -> new ConfigurationException("there is no account " + id));
        }
    }

    /** {@code key=value}; the value DEFAULT goes back to the default, nothing means no value. */
    private record Assignment(String key, String value) {

        static Assignment parse(String text) throws UsageException {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new UsageException("\"" + text + "\" is not key=value");
            }
            return new Assignment(text.substring(0, equals).strip(), text.substring(equals + 1));
        }

        void check(SettingsObject object) throws ConfigurationException {
            object.setting(key).read(node(object.setting(key)));
        }

        void apply(SettingsObject object) throws ConfigurationException {
            object.set(key, node(object.setting(key)));
        }

        private ConfigNode node(Setting<?> setting) {
            if (value.equals("DEFAULT")) {
                return new ConfigNode.Default();
            }
            return value.isEmpty() && setting.nillable() ? new ConfigNode.None() : new ConfigNode.Text(value);
        }
    }
}
