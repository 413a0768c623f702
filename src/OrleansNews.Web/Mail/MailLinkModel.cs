using OrleansNews.Layout;

namespace OrleansNews.Mail;

/// <summary>What a link of a mail leads to.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Link">What it is for; <see cref="MailLink.None"/> when it is not ours or too old.</param>
/// <param name="Token">What it carries.</param>
/// <param name="IsDone">Whether it was done.</param>
public sealed record MailLinkModel(SiteFrame Frame, MailLink Link, string Token, bool IsDone);
