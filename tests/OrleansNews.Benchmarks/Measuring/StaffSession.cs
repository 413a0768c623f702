using System.Net;

namespace OrleansNews.Benchmarks.Measuring;

/// <summary>Somebody of the staff at a browser.</summary>
internal static class StaffSession
{
    private const string Password = "correct horse battery staple";

    /// <summary>Makes an administrator on a running site, and signs in.</summary>
    public static async Task<HttpClient> SignInAsync(HostProcess host, string data, string login)
    {
        using var files = new TemporaryFolder();
        var (code, output, errors) = await HostProcess.RunAsync(
            "admin", "create", "--login", login, "--email", $"{login}@example.org", "--password-file", files.Write("password", Password), "--role", "administrator", "--data", data);
        if (code != 0) throw new InvalidOperationException($"The account was not made.\n{output}\n{errors}");
        var client = host.CreateClient();
        using var form = new FormUrlEncodedContent([new("login", login), new("password", Password)]);
        using var answer = await client.PostAsync("/login", form);
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new InvalidOperationException($"The login was answered {(int)answer.StatusCode}.");
        return client;
    }
}
