using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OrleansNews.LiveStories;

/// <summary>What people at the desk of a live story do in their browsers.</summary>
internal static class LiveDesk
{
    /// <summary>Writes an entry and sends it by keyboard, as one does all evening.</summary>
    public static async Task AddEntryAsync(this IPage editor, string headline, string text, bool isKey = false)
    {
        await editor.AwaitDeskScriptAsync();
        await editor.GetByLabel("Headline (may stay empty)").FillAsync(headline);
        if (isKey) await editor.GetByLabel("Key event").CheckAsync();
        await editor.GetByLabel("Entry, in Markdown").FillAsync(text);
        await editor.GetByLabel("Entry, in Markdown").PressAsync("Control+Enter");
        await Expect(editor.GetByLabel("Entry, in Markdown")).ToHaveValueAsync("");
        await Expect(editor.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Until the script is there, which shows the hint about its keys, these are the browser's own, and nobody is asked about an entry that is begun.</summary>
    public static Task AwaitDeskScriptAsync(this IPage editor) => Expect(editor.Locator("#live-form .needs-script")).ToBeVisibleAsync();
}
