using System.Text;
using OrleansNews.Layout;

namespace OrleansNews.Mail;

/// <summary>Writes mails as plain text in the language of the site, with the words of its pages.</summary>
internal sealed class MailWriter : IMailWriter
{
    // The mark of a signature (RFC 3676): programs set apart what follows it.
    private const string Signature = "-- ";

    public MailWords Write(MailDraft draft)
    {
        var texts = SiteTexts.Of(draft.Settings.Language);
        return draft.Kind switch
        {
            MailKind.Confirm => Question(draft, texts),
            MailKind.Password => Password(draft, texts),
            _ => new(SubjectOf(draft, texts), BodyOf(draft, texts)),
        };
    }

    // Whose address it is did not ask for anything yet: nothing of what was written is in it.
    private static MailWords Question(MailDraft draft, SiteTexts texts) => new(
        texts.MailConfirmSubject(draft.Settings.Title),
        new StringBuilder().AppendLine(texts.MailConfirmIntro(draft.Settings.Title, draft.Comments[0].Story)).AppendLine()
            .AppendLine(draft.Link).AppendLine()
            .AppendLine(Signature).AppendLine(texts.MailConfirmReason).ToString());

    private static MailWords Password(MailDraft draft, SiteTexts texts) => new(
        texts.MailPasswordSubject(draft.Settings.Title),
        new StringBuilder().AppendLine(texts.MailPasswordIntro(draft.Settings.Title, draft.Login)).AppendLine()
            .AppendLine(draft.Link).AppendLine()
            .AppendLine(Signature).AppendLine(texts.MailPasswordReason).ToString());

    private static string BodyOf(MailDraft draft, SiteTexts texts)
    {
        var site = draft.Settings;
        var (intro, reason) = draft.Kind switch
        {
            MailKind.Held => (texts.MailHeldIntro(draft.Total), texts.MailHeldReason(site.Title)),
            MailKind.Posted => (texts.MailPostedIntro(draft.Total), texts.MailPostedReason(site.Title)),
            _ => (texts.MailReplyIntro(draft.Total), texts.MailReplyReason(site.Title, draft.Link)),
        };
        var body = new StringBuilder().AppendLine(intro).AppendLine();
        foreach (var comment in draft.Comments) Append(body, comment, draft, texts);
        if (!draft.Comments.IsEmpty && draft.Total > draft.Comments.Length) body.AppendLine(texts.MailMore(draft.Total - draft.Comments.Length)).AppendLine();
        if (draft.Kind == MailKind.Held) body.AppendLine(texts.MailDesk(site.Address + Urls.Desk)).AppendLine();
        return body.AppendLine(Signature).AppendLine(reason).ToString();
    }

    private static string SubjectOf(MailDraft draft, SiteTexts texts)
    {
        var site = draft.Settings.Title;
        if (draft.Comments.IsEmpty) return texts.MailHeldSubjectMany(draft.Total, site);
        var story = draft.Comments[0].Story;
        return (draft.Kind, draft.Total) switch
        {
            (MailKind.Held, 1) => texts.MailHeldSubject(site, story),
            (MailKind.Held, var many) => texts.MailHeldSubjectMany(many, site),
            (MailKind.Posted, 1) => texts.MailPostedSubject(site, story),
            (MailKind.Posted, var many) => texts.MailPostedSubjectMany(many, site),
            (_, 1) => texts.MailReplySubject(site, story),
            (_, var many) => texts.MailReplySubjectMany(many, site),
        };
    }

    private static void Append(StringBuilder body, MailedComment comment, MailDraft draft, SiteTexts texts)
    {
        body.AppendLine(texts.MailCommentOn(comment.Author.Length > 0 ? comment.Author : texts.Anonymous, comment.Story)).AppendLine();
        foreach (var line in comment.Text.Split('\n')) body.Append("> ").AppendLine(line);
        body.AppendLine().AppendLine(draft.Settings.Address + (draft.Kind == MailKind.Held ? Urls.OnDesk(comment.Id) : Urls.Comment(comment.Id))).AppendLine();
    }
}
