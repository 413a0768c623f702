using System.Collections.Concurrent;
using Microsoft.Playwright;
using OrleansNews.Control;
using OrleansNews.Processes;

namespace OrleansNews.Browser;

/// <summary>A newspaper that runs, and a browser to read it with.</summary>
public class SiteFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentBag<IBrowserContext> _readers = [];

    /// <summary>Settings of the host.</summary>
    protected virtual IEnumerable<string> Settings => ["--Discussion:RequirePreviouslyApproved=false", "--Discussion:FloodSeconds=0", "--Limits:Enabled=false"];

    /// <summary>The host.</summary>
    public HostProcess Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        // How long something may take says nothing about whether it is right: a busy machine must not fail a test.
        Assertions.SetDefaultExpectTimeout(30_000);
        Host = await HostProcess.StartAsync(_folder["data"], ["--Read:Deadline=00:00:20", "--Read:WriteDeadline=00:00:30", .. Settings]);
    }

    /// <summary>Publishes a story by import, as a newsroom does, and returns its path.</summary>
    public async Task<string> PublishAsync(string title, string slug, string body = "The harbour was quiet this morning.")
    {
        await ImportAsync((slug, Stories.Markdown(title, slug, body)));
        return $"/2026/11/20/{slug}/";
    }

    /// <summary>Imports files. What the verb sends is sent from here: its process would be a good part of what a test costs.</summary>
    public async Task ImportAsync(params (string Slug, string Text)[] files)
    {
        using var control = new ControlClient(ControlSocket.Find(_folder["data"])!);
        var request = new ImportRequest([.. files.Select(file => new ImportFile($"{file.Slug}.md", file.Text, null))]);
        var answer = await control.TrySendAsync(ImportControl.Path, request, TestContext.Current.CancellationToken);
        Assert.True(answer is { Succeeded: true }, string.Join('\n', answer?.Errors ?? ["Nobody listens."]));
    }

    /// <summary>A reader with a browser of their own: own cookies, own storage.</summary>
    public async Task<IPage> OpenReaderAsync(bool javaScript = true, ColorScheme scheme = ColorScheme.Light, int width = 1280, int height = 900, string? storage = null)
    {
        var context = await (await SharedBrowser.GetAsync()).NewContextAsync(new()
        {
            BaseURL = Host.Site.ToString(),
            JavaScriptEnabled = javaScript,
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = height },
            StorageState = storage,
        });
        _readers.Add(context);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var reader in _readers) await reader.DisposeAsync();
        await Host.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
