using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Layout;

namespace OrleansNews.Newsroom;

/// <summary>
/// What stands in the fields of the editor's page beside what the pressed button is about. All of them belong to one form, so that every button sends everything, and the page that answers
/// has it still: without a script nobody could say that it would be lost.
/// </summary>
internal static class Unsent
{
    /// <summary>The field of a note.</summary>
    public const string Note = "note";

    /// <summary>The field of the reason for a withdrawal.</summary>
    public const string WithdrawReason = "withdraw_reason";

    /// <summary>The editor with the note and the reason for a withdrawal that were typed.</summary>
    public static EditorModel WithAsides(this EditorModel model, IFormCollection form) => model with
    {
        Note = StoryFields.Lines(form.Typed(Note)),
        NoteSubmission = Guid.TryParse(form["submission"], out var submission) ? submission : model.NoteSubmission,
        WithdrawReason = form.Typed(WithdrawReason),
    };

    /// <summary>The editor with a text that was typed, from the version that its writer saw, where it is another than the stored one.</summary>
    public static EditorModel WithText(this EditorModel model, IFormCollection form, SiteDates dates)
    {
        if (!form.ContainsKey("body") || !long.TryParse(form["version"], out var version)) return model;
        var (fields, plan) = (StoryFields.Read(form), PlanFields.Read(form));
        var isTyped = fields != model.Fields || (plan.HasWords && plan.Differs(model.Stored is { } story ? PlanFields.From(story, dates) : new()));
        return isTyped ? model with { Fields = fields, Plan = plan.HasWords ? plan : model.Plan, Version = version, IsUnsaved = true } : model;
    }
}
