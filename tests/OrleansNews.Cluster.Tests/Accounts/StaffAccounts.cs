using System.Net;
using OrleansNews.Processes;

namespace OrleansNews.Accounts;

/// <summary>Staff for tests, made and signed in as people are.</summary>
internal static class StaffAccounts
{
    public const string Password = "correct horse battery staple";

    public static async Task CreateAsync(TemporaryFolder folder, string data, string login, Role role)
    {
        var file = folder.Write("password.txt", Password + "\n");
        var (code, output, errors) = await HostProcess.RunAsync(
            "admin", "create", "--login", login, "--email", $"{login}@example.org", "--password-file", file, "--role", role.ToString().ToLowerInvariant(), "--data", data);
        Assert.True(code == 0, output + errors);
    }

    public static async Task<HttpClient> SignInAsync(HostProcess host, string login)
    {
        var client = host.CreateClient();
        using var response = await client.PostAsync("/login", Form(("login", login), ("password", Password)));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return client;
    }

    public static FormUrlEncodedContent Form(params IEnumerable<(string Name, string Value)> fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
