using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace OrleansNews.Browser;

/// <summary>How a page looks: what a machine can tell of it, and pictures for whoever looks at them.</summary>
internal static class Looks
{
    private static readonly DirectoryInfo Folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots"));

    /// <summary>Nothing is beside the screen.</summary>
    public static async Task AssertFitsAsync(this IPage page, string name) =>
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{name} scrolls sideways.");

    /// <summary>Axe finds no fault.</summary>
    public static async Task AssertAccessibleAsync(this IPage page, string name)
    {
        var faults = (await page.RunAxe()).Violations;
        Assert.True(faults.Length == 0, $"{name}: {string.Join("; ", faults.Select(fault => $"{fault.Id} at {string.Join(", ", fault.Nodes.Select(node => node.Target))}"))}");
    }

    /// <summary>Keeps a picture of the whole page as <c>screenshots/NAME.png</c> beside the tests.</summary>
    public static Task KeepAsync(this IPage page, string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Folder.FullName, $"{name}.png"), FullPage = true });
}
