using System.CommandLine;
using OrleansNews.Accounts;
using OrleansNews.Control;

namespace OrleansNews.CommandLine;

/// <summary><c>admin</c>: accounts, from the machine that holds the data.</summary>
internal static class AdminCommand
{
    private static readonly Option<string> Login = new("--login") { Description = "The login, 1 to 60 of a-z, 0-9, dot, hyphen and underscore.", Required = true };
    private static readonly Option<string> Email = new("--email") { Description = "The email address.", Required = true };
    private static readonly Option<string?> Name = new("--name") { Description = "The name shown to colleagues and in bylines. Default: the login." };
    private static readonly Option<string> PasswordFile = new("--password-file") { Description = "A file whose first line is the password, 12 characters or more; - reads standard input.", Required = true, HelpName = "FILE" };
    private static readonly Option<string> Role = new Option<string>("--role") { Description = "What the account may do.", Required = true }.AcceptOnlyFromAmong(RoleNames());
    private static readonly Option<string?> Purpose = new("--name") { Description = "What the password is for. Default: command line." };

    public static Command Create(IReadOnlyList<string> settings)
    {
        var create = new Command("create", "Creates an account.") { Login, Email, Name, PasswordFile, Role };
        create.SetAction((parsed, cancellationToken) => CreateAccountAsync(settings, parsed, cancellationToken));
        var token = new Command("token", "Prints a new application password of an account, once: for programs that use the API.") { Login, Purpose };
        token.SetAction((parsed, cancellationToken) => CreateTokenAsync(settings, parsed, cancellationToken));
        var reset = new Command("reset-two-step", "Ends the two-step login of somebody who has lost telephone and recovery codes, and logs them out everywhere.") { Login };
        reset.SetAction((parsed, cancellationToken) => ResetTwoStepAsync(settings, parsed, cancellationToken));
        return new("admin", "Manages accounts on a data folder, whether or not a host runs on it.") { create, token, reset };
    }

    private static async Task<int> CreateAccountAsync(IReadOnlyList<string> settings, ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = new CreateAccountRequest(
            parsed.GetRequiredValue(Login),
            parsed.GetValue(Name) ?? "",
            parsed.GetRequiredValue(Email),
            Enum.Parse<Role>(parsed.GetRequiredValue(Role), ignoreCase: true),
            await ReadPasswordAsync(parsed.GetRequiredValue(PasswordFile), cancellationToken));
        return await VerbRunner.RunAsync(settings, parsed, AccountControl.AccountsPath, request, cancellationToken);
    }

    private static Task<int> CreateTokenAsync(IReadOnlyList<string> settings, ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = new CreateTokenRequest(parsed.GetRequiredValue(Login), parsed.GetValue(Purpose) ?? "command line");
        return VerbRunner.RunAsync(settings, parsed, AccountControl.TokensPath, request, cancellationToken, needsNewspaper: true);
    }

    private static Task<int> ResetTwoStepAsync(IReadOnlyList<string> settings, ParseResult parsed, CancellationToken cancellationToken) =>
        VerbRunner.RunAsync(settings, parsed, AccountControl.TwoStepPath, new ResetTwoStepRequest(parsed.GetRequiredValue(Login)), cancellationToken, needsNewspaper: true);

    private static async Task<string> ReadPasswordAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = file == "-" ? Console.In : new StreamReader(file);
            return await reader.ReadLineAsync(cancellationToken) ?? "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"The password file cannot be read: {fault.Message}");
        }
    }

    private static string[] RoleNames() => [.. Enum.GetNames<Role>().Select(name => name.ToLowerInvariant())];
}
