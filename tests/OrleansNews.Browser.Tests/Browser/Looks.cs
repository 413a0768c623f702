using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace OrleansNews.Browser;

/// <summary>How a page looks: what a machine can tell of it, and pictures for whoever looks at them.</summary>
internal static class Looks
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static readonly bool KeepsPictures = Environment.GetEnvironmentVariable("ORLEANSNEWS_SCREENSHOTS") is "1";
    private static readonly DirectoryInfo Folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots"));

    /// <summary>Nothing is beside the screen.</summary>
    public static async Task AssertFitsAsync(this IPage page, string name) =>
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{name} scrolls sideways.");

    /// <summary>Axe finds no fault.</summary>
    public static async Task AssertAccessibleAsync(this IPage page, string name)
    {
        // Axe's own runner opens a second page for each, and carries every rule that is kept through it: several times the work.
        foreach (var frame in page.Frames) await frame.EvaluateAsync(Axe);
        var faults = await page.EvaluateAsync<string[]>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(fault => `${fault.id} at ${fault.nodes.map(node => node.target).join(', ')}`)");
        Assert.True(faults.Length == 0, $"{name}: {string.Join("; ", faults)}");
    }

    /// <summary>Keeps a picture of the whole page as <c>screenshots/NAME.png</c> beside the tests, for whoever asks for them by <c>ORLEANSNEWS_SCREENSHOTS=1</c>: drawing them is the greater part of such a test.</summary>
    public static Task KeepAsync(this IPage page, string name) =>
        KeepsPictures ? page.ScreenshotAsync(new() { Path = Path.Combine(Folder.FullName, $"{name}.png"), FullPage = true }) : Task.CompletedTask;
}
