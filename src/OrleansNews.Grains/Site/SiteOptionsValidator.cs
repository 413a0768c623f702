using Microsoft.Extensions.Options;

namespace OrleansNews.Site;

/// <summary>Refuses to start with settings that staff could not have made either.</summary>
internal sealed class SiteOptionsValidator(MailSwitch mail) : IValidateOptions<SiteOptions>, IValidateOptions<DiscussionOptions>
{
    public ValidateOptionsResult Validate(string? name, SiteOptions options) => mail.IsOn && string.IsNullOrEmpty(options.Address)
        ? ValidateOptionsResult.Fail("The setting Site:Address is missing. With Mail:Host it is needed, since mails hold links: give what readers type, such as https://news.example.org.")
        : Validate(new SiteOverlay(options, new()), SiteOptions.Section);

    public ValidateOptionsResult Validate(string? name, DiscussionOptions options) => Validate(new SiteOverlay(new(), options), DiscussionOptions.Section);

    private static ValidateOptionsResult Validate(SiteOverlay overlay, string section)
    {
        var errors = SiteRules.Validate(overlay.Over(new()));
        return errors.IsEmpty
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(errors.Select(error => $"The setting {section}:{KeyOf(error.Field)} cannot be used. {error.Message}"));
    }

    private static string KeyOf(string field)
    {
        var member = field[(field.LastIndexOf('.') + 1)..];
        return char.ToUpperInvariant(member[0]) + member[1..];
    }
}
