namespace OrleansNews.Layout;

/// <content>The words of pages, listings and stories.</content>
public sealed partial class SiteTexts
{
    public string SkipToContent => Text();

    public string Sections => Text();

    public string BackToTop => Text();

    public string PublishedWith(string program) => Fill([program]);

    public string FeedOf(string site) => Fill([site]);

    public string CommentsFeedOf(string site) => Fill([site]);

    public string FeedBelow(string site, string feed) => Fill([site, feed]);

    public string StoryCommentsFeed(string title) => Fill([title]);

    public string CategoryFeed(string name) => Fill([name]);

    public string TagFeed(string name) => Fill([name]);

    public string AuthorFeed(string name) => Fill([name]);

    public string ArchiveFeed(string name) => Fill([name]);

    public string DateFormat => Text();

    public string LongDateFormat => Text();

    public string MonthFormat => Text();

    public string TimeFormat => Text();

    public string Morning => Text();

    public string Afternoon => Text();

    public string DateAndTime(string date, string time) => Fill([date, time]);

    public string FirstOfTwoTimes(string time, string offset) => Fill([time, offset]);

    public string SecondOfTwoTimes(string time, string offset) => Fill([time, offset]);

    public string Byline => Text();

    public string ListSeparator => Text();

    public string LastListSeparator => Text();

    public string Breadcrumbs => Text();

    public string SectionKind => Text();

    public string TagKind => Text();

    public string AuthorKind => Text();

    public string ArchiveKind => Text();

    public string NoStoriesYet => Text();

    public string NoStoriesHere => Text();

    public string TopStory => Text();

    public string MoreStories => Text();

    public string Stories => Text();

    public string Pages => Text();

    public string NewerStories => Text();

    public string OlderStories => Text();

    public string PageNumber(string number) => Fill([number]);

    public string HeadingWithPage(string heading, string number) => Fill([heading, number]);

    public string ElsewhereInThePaper => Text();

    public string Tags => Text();

    public string Updated => Text();

    public string Posts => Text();

    public string PostNavigation => Text();

    public string Previous => Text();

    public string Next => Text();

    public string MostRead => Text();

    public string MostDiscussed => Text();

    public string Corrections => Text();

    public string WhatChanged => Text();

    public string WhatChangedIn(string title) => Fill([title]);

    public string WhatChangedText => Text();
}
