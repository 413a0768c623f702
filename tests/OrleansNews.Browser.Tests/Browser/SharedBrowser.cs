using Microsoft.Playwright;
using OrleansNews.Browser;

[assembly: AssemblyFixture(typeof(SharedBrowser))]

namespace OrleansNews.Browser;

/// <summary>One Chromium for all tests, started by the first that needs it: each has people of its own in it, who share nothing, and starting one for each class would be a tenth of the whole run.</summary>
public sealed class SharedBrowser : IAsyncDisposable
{
    private static readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> Started = new(StartAsync);

    /// <summary>It is there until the last test is through.</summary>
    public static async Task<IBrowser> GetAsync() => (await Started.Value).Browser;

    public async ValueTask DisposeAsync()
    {
        if (!Started.IsValueCreated) return;
        var (playwright, browser) = await Started.Value;
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Executable, Args = Chromium.Arguments }));
    }
}
