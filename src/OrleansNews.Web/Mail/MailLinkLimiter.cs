using OrleansNews.Site;

namespace OrleansNews.Mail;

/// <summary>
/// How often an address may follow links of mails. A large provider sends what all of its users press from a few machines, and nobody presses for others: links are signed, which is looked at before
/// anything else.
/// </summary>
internal sealed class MailLinkLimiter(IOptions<LimitOptions> options) : AddressLimiter(options.Value, options.Value.MailLinksPerMinute);
