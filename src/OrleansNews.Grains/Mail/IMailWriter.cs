using System.Collections.Immutable;
using OrleansNews.Site;

namespace OrleansNews.Mail;

/// <summary>Says what a mail says, in the language of the site. The host gives it: the words are those of the pages.</summary>
public interface IMailWriter
{
    /// <summary>Subject and text.</summary>
    MailWords Write(MailDraft draft);
}

/// <summary>What a mail is about, as it stands when it is sent.</summary>
/// <param name="Kind">Why it is sent.</param>
/// <param name="Settings">The site.</param>
/// <param name="Comments">The comments, oldest first; none when only others wait for moderators, and in mails about none.</param>
/// <param name="Total">These, and those that it does not name.</param>
/// <param name="Link">Where the recipient agrees, ends these mails, or chooses a password; empty when there is nothing to follow.</param>
public sealed record MailDraft(MailKind Kind, SiteSettings Settings, ImmutableArray<MailedComment> Comments, int Total, string Link)
{
    /// <summary>Whose password is to be chosen; empty in other mails.</summary>
    public string Login { get; init; } = "";
}

/// <summary>A comment in a mail.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Story">The headline of its story.</param>
/// <param name="Author">The name; empty for somebody who gave none.</param>
/// <param name="Text">The beginning of its text, without markup.</param>
public sealed record MailedComment(CommentId Id, string Story, string Author, string Text);

/// <summary>The words of a mail.</summary>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text.</param>
public sealed record MailWords(string Subject, string Body);
