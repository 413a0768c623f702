using System.Net;
using OrleansNews.Processes;

namespace OrleansNews.Accounts;

/// <summary>Staff of hosts that run, made and signed in as people are.</summary>
internal static class StaffAccounts
{
    public const string Password = "correct horse battery staple";

    /// <summary>Makes an account by the verb, at the host of this data folder.</summary>
    public static Task CreateAsync(string data, string login, Role role) => CreateAsync(["--data", data], login, role);

    /// <summary>The same at whatever these settings lead to: a cluster has no folder.</summary>
    public static async Task CreateAsync(IEnumerable<string> settings, string login, Role role)
    {
        using var folder = new TemporaryFolder();
        var (code, output, errors) = await HostProcess.RunAsync(
        [
            "admin", "create", "--login", login, "--email", $"{login}@example.org", "--password-file", folder.Write("password.txt", Password + "\n"), "--role", role.ToString().ToLowerInvariant(), .. settings,
        ]);
        if (code != 0) throw new InvalidOperationException($"The account {login} was not made.\n{output}\n{errors}");
    }

    /// <summary>A browser in which somebody is signed in.</summary>
    public static async Task<HttpClient> SignInAsync(HostProcess host, string login)
    {
        var client = host.CreateClient();
        await PostAsync(client, login);
        return client;
    }

    /// <summary>The cookie of somebody who is signed in, for requests to any front end.</summary>
    public static async Task<string> CookieAsync(HostProcess host, string login)
    {
        using var client = host.CreateClient();
        return (await PostAsync(client, login)).Single(cookie => cookie.StartsWith("news-session=", StringComparison.Ordinal)).Split(';')[0];
    }

    public static FormUrlEncodedContent Form(params IEnumerable<(string Name, string Value)> fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static async Task<IEnumerable<string>> PostAsync(HttpClient client, string login)
    {
        using var form = Form(("login", login), ("password", Password));
        using var answer = await client.PostAsync("/login", form);
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"The login of {login} was answered {(int)answer.StatusCode}.");
        return answer.Headers.GetValues("Set-Cookie").ToList();
    }
}
