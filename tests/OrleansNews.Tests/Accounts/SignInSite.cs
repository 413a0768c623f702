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
    public async Task<Actor> CreateAsync(string login)
    {
        var hash = await Services.GetRequiredService<PasswordHashing>().HashAsync(Password);
        Assert.True(await Grains.GetGrain<IAccountGrain>(login).CreateAsync(new(login, "Edith", $"{login}@example.org", Role.Editor, hash)));
        return new(login, "Edith", Role.Editor);
    }

    /// <summary>Sends the login form.</summary>
    public static Task<HttpResponseMessage> LogInAsync(HttpClient browser, string login, string password) =>
        browser.PostAsync("/login", new FormUrlEncodedContent([new("login", login), new("password", password)]), TestContext.Current.CancellationToken);
}
