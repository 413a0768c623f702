using Microsoft.Playwright;

namespace OrleansNews.Comments;

/// <summary>What a reader does with the form below a story.</summary>
internal static class ReplyFormActions
{
    public static async Task FillCommentAsync(this IPage page, string author, string text)
    {
        await page.Locator("#comment").FillAsync(text);
        await page.Locator("#author").FillAsync(author);
        await page.Locator("#email").FillAsync($"{author.ToLowerInvariant().Replace(' ', '.')}@example.org");
    }

    public static async Task PostCommentAsync(this IPage page, string author, string text)
    {
        await page.FillCommentAsync(author, text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Post Comment" }).ClickAsync();
    }
}
