namespace OrleansNews;

/// <summary>Whether this newspaper sends mail at all: what is not sent is neither noted nor offered.</summary>
internal sealed record MailSwitch(bool IsOn);
