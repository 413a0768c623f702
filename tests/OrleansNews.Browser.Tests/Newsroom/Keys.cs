using System.Globalization;
using Microsoft.Playwright;

namespace OrleansNews.Newsroom;

/// <summary>What somebody without a mouse does in a browser.</summary>
internal static class Keys
{
    private const int MostTabs = 150;

    // What somebody who hears the page would be told that they are at.
    private const string Focused = """
        (() => {
          const element = document.activeElement;
          return (element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent).trim();
        })()
        """;

    /// <summary>Goes to a link or button, presses it and waits for the page to which it leads.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="isButton">Whether only a button is meant, where something else has the same name.</param>
    public static async Task EnterAsync(this IPage page, string name, bool isButton = false)
    {
        await TabToAsync(page, name, isButton);
        await EnterHereAsync(page);
    }

    /// <summary>Presses Enter and waits for the page to which it leads.</summary>
    public static async Task EnterHereAsync(this IPage page)
    {
        var loaded = new TaskCompletionSource();
        void Tell(object? sender, IPage there) => loaded.TrySetResult();
        page.Load += Tell;
        await page.Keyboard.PressAsync("Enter");
        await loaded.Task.WaitAsync(TestContext.Current.CancellationToken);
        page.Load -= Tell;
    }

    /// <summary>Goes to something by its name, as somebody would who knows where they want to go, and sees where they are: each stop can be seen.</summary>
    public static async Task TabToAsync(this IPage page, string name, bool isButton = false)
    {
        var stops = new List<string>();
        for (var tab = 0; tab < MostTabs; tab++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = await page.EvaluateAsync<string>(Focused);
            stops.Add(focused);
            // The zone of a time stands behind its name.
            if (isButton && !await page.EvaluateAsync<bool>("document.activeElement.matches('button')")) continue;
            if (focused != name && !focused.StartsWith(name + " (", StringComparison.Ordinal)) continue;
            Assert.NotEqual("none 0px", await page.EvaluateAsync<string>("(() => { const style = getComputedStyle(document.activeElement); return `${style.outlineStyle} ${style.outlineWidth}`; })()"));
            return;
        }

        Assert.Fail($"No key leads to “{name}”, but to {string.Join(", ", stops.Distinct())}.");
    }

    /// <summary>Types into a field of date and time in American English, as Chromium has it here: its parts one after the other.</summary>
    public static async Task TypeMomentAsync(this IPage page, DateTimeOffset moment)
    {
        await page.Keyboard.TypeAsync(moment.ToString("MMddyyyy", CultureInfo.InvariantCulture));
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.TypeAsync(moment.ToString("hhmm", CultureInfo.InvariantCulture) + "07" + moment.ToString("tt", CultureInfo.InvariantCulture));
    }
}
