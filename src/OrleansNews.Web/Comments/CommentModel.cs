using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>One comment, as a page and as a live event show it.</summary>
/// <param name="View">The comment.</param>
/// <param name="StoryPath">The path of its story.</param>
/// <param name="Settings">How the newspaper shows comments.</param>
/// <param name="Dates">How it writes dates.</param>
public sealed record CommentModel(CommentView View, string StoryPath, DiscussionSettings Settings, SiteDates Dates)
{
    /// <summary>Whether the thread takes replies.</summary>
    public bool IsOpen { get; init; } = true;

    /// <summary>The name of the comment it answers, when it is not indented under that one.</summary>
    public string? AnswersName { get; init; }

    /// <summary>Null for everybody; for the author of a held comment, the words above the preview.</summary>
    public string? Notice { get; init; }
}
