using System.Text;
using OrleansNews.Layout;

namespace OrleansNews.Mail;

/// <summary>Writes mails as plain text in the language of the site, with the words of its pages.</summary>
internal sealed class MailWriter : IMailWriter
{
    public MailWords Write(MailDraft draft)
    {
        var (texts, site) = (SiteTexts.Of(draft.Settings.Language), draft.Settings);
        var (intro, reason) = draft.Kind == MailKind.Held
            ? (texts.MailHeldIntro(draft.Total), texts.MailHeldReason(site.Title))
            : (texts.MailPostedIntro(draft.Total), texts.MailPostedReason(site.Title));
        var body = new StringBuilder().AppendLine(intro).AppendLine();
        foreach (var comment in draft.Comments) Append(body, comment, draft, texts);
        if (draft.Total > draft.Comments.Length) body.AppendLine(texts.MailMore(draft.Total - draft.Comments.Length)).AppendLine();
        if (draft.Kind == MailKind.Held) body.AppendLine(texts.MailDesk(site.Address + Urls.Desk)).AppendLine();
        // The mark of a signature (RFC 3676): programs set apart what follows it.
        body.AppendLine("-- ").AppendLine(reason);
        return new(SubjectOf(draft, texts), body.ToString());
    }

    private static string SubjectOf(MailDraft draft, SiteTexts texts) => (draft.Kind, draft.Total) switch
    {
        (MailKind.Held, 1) => texts.MailHeldSubject(draft.Settings.Title, draft.Comments[0].Story),
        (MailKind.Held, var many) => texts.MailHeldSubjectMany(many, draft.Settings.Title),
        (_, 1) => texts.MailPostedSubject(draft.Settings.Title, draft.Comments[0].Story),
        (_, var many) => texts.MailPostedSubjectMany(many, draft.Settings.Title),
    };

    private static void Append(StringBuilder body, MailedComment comment, MailDraft draft, SiteTexts texts)
    {
        body.AppendLine(texts.MailCommentOn(comment.Author.Length > 0 ? comment.Author : texts.Anonymous, comment.Story)).AppendLine();
        foreach (var line in comment.Text.Split('\n')) body.Append("> ").AppendLine(line);
        body.AppendLine().AppendLine(draft.Settings.Address + (draft.Kind == MailKind.Held ? Urls.OnDesk(comment.Id) : Urls.Comment(comment.Id))).AppendLine();
    }
}
