using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Cluster;

namespace OrleansNews.Accounts;

/// <summary>A newspaper that takes few attempts to sign in.</summary>
/// <param name="attempts">How many of one address a minute.</param>
internal sealed class SignInSite(int attempts) : NewsSite
{
    public const string Password = "correct horse battery staple";

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Limits:SignInsPerMinute", $"{attempts}"), .. More];

    public KeyValuePair<string, string?>[] More { get; init; } = [];

    /// <summary>Starts it.</summary>
    public static async Task<SignInSite> StartAsync(int attempts, params KeyValuePair<string, string?>[] more)
    {
        var site = new SignInSite(attempts) { More = more };
        await site.InitializeAsync();
        return site;
    }

    /// <summary>An account with <see cref="Password"/>.</summary>
    public async Task<Actor> CreateAsync(string login, Role role = Role.Editor, string name = "Edith")
    {
        var hash = await Services.GetRequiredService<PasswordHashing>().HashAsync(Password);
        var account = new NewAccount(login, name, $"{login}@example.org", role, hash);
        Assert.Equal(CreateAccountResult.Created, await Grains.GetGrain<IStaffGrain>(0).CreateAsync(account, Actor.System));
        return new(login, name, role);
    }

    /// <summary>A browser of somebody who is signed in.</summary>
    public async Task<HttpClient> SignedInAsync(string login)
    {
        var browser = NewBrowser();
        using var answer = await LogInAsync(browser, login, Password);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    /// <summary>Sends a form, and returns the status, where it leads, and the page.</summary>
    public static async Task<(System.Net.HttpStatusCode Status, string Location, string Page)> SendAsync(HttpClient browser, string path, params (string Name, string Value)[] fields)
    {
        using var answer = await browser.PostAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), TestContext.Current.CancellationToken);
        return (answer.StatusCode, answer.Headers.Location?.OriginalString ?? "", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Sends the login form.</summary>
    public static Task<HttpResponseMessage> LogInAsync(HttpClient browser, string login, string password) =>
        browser.PostAsync("/login", new FormUrlEncodedContent([new("login", login), new("password", password)]), TestContext.Current.CancellationToken);
}
