using OrleansNews.Articles;

namespace OrleansNews.Newsroom;

/// <summary>What the form of the editor sent.</summary>
/// <param name="Model">The editor with what was typed.</param>
/// <param name="Content">What that means.</param>
internal sealed record SentStory(EditorModel Model, ArticleContent Content)
{
    /// <summary>The version that its writer started from.</summary>
    public long Version => Model.Version;

    public PlanFields Plan => Model.Plan;

    /// <summary>Whether it is certain which section was typed. A story that it is not is not sent: it would make a section of its own.</summary>
    public bool HasItsSection => Model.Sections.CanTell(Model.Fields.Section, Model.Stored?.Content.Section);
}
