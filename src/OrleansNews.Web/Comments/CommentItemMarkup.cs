using System.Globalization;
using Microsoft.AspNetCore.Components;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>The markup of one comment: up to where its replies stand, and behind them.</summary>
internal static class CommentItemMarkup
{
    /// <summary>What stands behind the replies.</summary>
    public const string End = "</li>";

    /// <summary>What stands before them.</summary>
    public static string Begin(CommentModel model)
    {
        using var html = new MarkupWriter();
        var view = model.View;
        var isShown = !view.Damaged && (view.Status == CommentStatus.Approved || model.Notice is not null);
        html.Write($"""<li id="comment-{view.Id.Value}" class="{CssClass(model, isShown)}" data-id="{view.Id.Value}" """);
        if (view.Parent is { } parent) html.Write($"""data-parent="{parent.Value}" """);
        html.Write($"""data-version="{view.Version}" data-posted="{view.PostedAt.ToUnixTimeSeconds()}">""");
        if (isShown) WriteBody(html, model);
        else html.Write($"""<p class="comment-body placeholder">{(view.Damaged ? model.Dates.Texts.PlaceholderDamaged : CommentTexts.Placeholder(model.Dates.Texts, view.Status))}</p>""");
        return html.ToString();
    }

    private static void WriteBody(MarkupWriter html, CommentModel model)
    {
        var (view, dates, texts) = (model.View, model.Dates, model.Dates.Texts);
        var name = view.Author.Length > 0 ? view.Author : texts.Anonymous;
        html.Write($"""
            <article class="comment-body" aria-labelledby="comment-author-{view.Id.Value}">
            <header class="comment-head">{(model.Settings.ShowAvatars ? Monogram.Markup(view.Author) : new MarkupString(""))}
            <p class="comment-author" id="comment-author-{view.Id.Value}"><b class="fn">
            """);
        if (view.Url.Length > 0) html.Write($"""<a href="{view.Url}" rel="ugc external nofollow">{name}</a>""");
        else html.Write($"{name}");
        html.WriteLiteral("</b>");
        if (view.ByStaff) html.Write($""" <span class="badge">{texts.Staff}</span>""");
        html.Write($"""
            </p>
            <p class="comment-metadata"><a class="comment-date" href="{Urls.Comment(view.Id)}"><time datetime="{dates.Machine(view.PostedAt)}">{texts.CommentDate(dates.Date(view.PostedAt), dates.Time(view.PostedAt))}</time></a>
            """);
        if (view.EditedAt is { } editedAt)
        {
            var (before, behind) = SentenceParts.Around(texts.EditedAt);
            html.Write($""" <span class="edited">{before}<time datetime="{dates.Machine(editedAt)}">{dates.Time(editedAt)}</time>{behind}</span>""");
        }

        html.WriteLiteral("</p>\n</header>");
        if (model.AnswersName is { } answered && view.Parent is { } parent)
        {
            var (before, behind) = SentenceParts.Around(texts.InReplyTo);
            html.Write($"""<p class="in-reply-to">{before}<a href="{Urls.Comment(parent)}">{(answered.Length > 0 ? answered : texts.RemovedComment)}</a>{behind}</p>""");
        }

        if (model.Notice is { } notice) html.Write($"""<p class="notice comment-awaiting-moderation" role="status">{notice}</p>""");
        html.Write($"""<div class="comment-content" dir="auto">{new MarkupString(CommentMarkup.ToHtml(view.Text, stripLinks: model.Notice is not null))}</div>""");
        if (model.Notice is null) WriteActions(html, model, name);
        else if (model.Settings.EditMinutes > 0)
            html.Write($"""<div class="comment-actions"><a class="comment-edit-link" rel="nofollow" href="/comments/{view.Id.Value}/edit">{model.Dates.Texts.Edit}</a></div>""");
        html.WriteLiteral("</article>");
    }

    private static void WriteActions(MarkupWriter html, CommentModel model, string name)
    {
        var (view, texts) = (model.View, model.Dates.Texts);
        html.Write($"""
            <div class="comment-actions">
            <form class="votes" method="post" action="/comments/{view.Id.Value}/vote"><button class="vote" name="vote" value="up" aria-pressed="false">{texts.Agree}<span class="count">{Count(view.Up)}</span></button>
            <button class="vote" name="vote" value="down" aria-pressed="false">{texts.Disagree}<span class="count">{Count(view.Down)}</span></button></form>
            """);
        if (model is { IsOpen: true, Settings.ThreadReplies: true })
            html.Write($"""<a class="comment-reply-link" rel="nofollow" href="{Urls.Encode(model.StoryPath)}?replytocom={view.Id.Value}#respond" aria-label="{texts.ReplyTo(name)}" data-author="{name}">{texts.Reply}</a>""");
        html.Write($"""
            <a class="comment-flag-link" rel="nofollow" href="/comments/{view.Id.Value}/flag" aria-label="{texts.FlagCommentBy(name)}">{texts.Flag}</a></div>
            """);
    }

    private static string CssClass(CommentModel model, bool isShown) =>
        "comment" + (model.View.ByStaff ? " bypostauthor" : "") + (isShown ? "" : " hidden-comment") + (model.Notice is not null ? " preview" : "");

    private static string Count(int votes) => votes == 0 ? "" : votes.ToString("N0", CultureInfo.InvariantCulture);
}
