using OrleansNews.Accounts;

namespace OrleansNews.Newsroom;

/// <summary>Two texts of one story: what somebody sent, and what a colleague saved meanwhile.</summary>
/// <param name="Editor">The form with what was sent; it is based on what is stored now, so that sending it again replaces that knowingly.</param>
/// <param name="Theirs">What is stored now.</param>
public sealed record ConflictModel(EditorModel Editor, StoryFields Theirs)
{
    /// <summary>Who saved it; empty when that is not known.</summary>
    public string SavedBy => Editor.Stored?.SavedBy ?? "";
}
