using Rsg.Reporting.Drawing;

namespace Rsg.Reporting.Pages;

/// <summary>How the page looks. No child combinator and no ampersand stands in it: the page is XML as well.</summary>
internal static class PageStyle
{
    public static string Css =>
        ":root{color-scheme:light dark;" + Variables(ink => ink.Light) + "}\n"
        + "@media (prefers-color-scheme:dark){:root{" + Variables(ink => ink.Dark) + "}}\n"
        + Rules;

    private const string Rules = """
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--text);font:15px/1.55 Inter,"Segoe UI",system-ui,-apple-system,"Helvetica Neue",Arial,"Noto Sans","DejaVu Sans",sans-serif;font-variant-numeric:tabular-nums;-webkit-font-smoothing:antialiased}
        main{max-width:1160px;margin:0 auto;padding:48px 24px 72px}
        header{margin-bottom:36px}
        h1{font-size:34px;line-height:1.15;letter-spacing:-.022em;font-weight:650;margin:0 0 10px;overflow-wrap:anywhere}
        h2{font-size:20px;letter-spacing:-.012em;font-weight:620;margin:0 0 4px}
        h3{font-size:15px;font-weight:620;margin:28px 0 8px}
        p{margin:0 0 14px;max-width:74ch}
        .quiet,figcaption,.note{color:var(--muted)}
        .note{font-size:13.5px;margin-bottom:18px;max-width:100ch}
        section{background:var(--surface);border:1px solid var(--line);border-radius:14px;padding:26px 28px 28px;margin:0 0 22px}
        .lost{border-color:var(--s1);border-left-width:5px}
        .lost ul{margin:6px 0 0;padding-left:20px;overflow-wrap:anywhere}
        .chips{display:flex;flex-wrap:wrap;gap:8px;margin:0;padding:0;list-style:none}
        .chips li{border:1px solid var(--line);background:var(--surface);border-radius:14px;padding:3px 12px;font-size:13px;color:var(--muted);overflow-wrap:anywhere}
        .chips li.warn{color:var(--s1);border-color:var(--s1)}
        .figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(132px,1fr));gap:22px 28px;margin:18px 0 4px}
        .figures div{border-top:3px solid var(--line);padding-top:10px}
        .figures div.lead{border-color:var(--s0)}
        .figures b{display:block;font-size:36px;line-height:1.1;letter-spacing:-.025em;font-weight:640}
        .figures b small{font-size:17px;font-weight:500;color:var(--muted);letter-spacing:0;margin-left:3px}
        .figures span{font-size:13px;color:var(--muted)}
        .panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:26px 30px;margin-top:18px}
        figure{margin:0;min-width:0}
        svg{display:block;width:100%;height:auto;font-family:inherit;overflow:visible}
        .panels svg{max-width:430px}
        .scroll{overflow-x:auto;margin:0 -4px;padding:0 4px 4px}
        .wide svg{min-width:720px}
        table{border-collapse:collapse;font-size:14px;width:100%}
        .metrics{max-width:680px}
        .comparison{max-width:none}
        th,td{text-align:right;padding:7px 12px;border-bottom:1px solid var(--line);white-space:nowrap}
        th{font-weight:560;color:var(--muted);font-size:13px}
        th[scope=row],td.name,th.name{text-align:left;color:var(--text);font-size:14px;font-weight:450;white-space:normal;overflow-wrap:anywhere;min-width:9em}
        th[scope=row].key{overflow-wrap:break-word}
        tr:last-child td,tr:last-child th[scope=row]{border-bottom:0}
        td.best{font-weight:680;color:var(--s2)}
        td.best::after{content:" \2605";font-size:11px}
        td.words{white-space:normal}
        td.differs{color:var(--s1)}
        td.value{text-align:left;white-space:normal;overflow-wrap:anywhere;font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:12.5px}
        .legend{display:flex;flex-wrap:wrap;gap:4px 20px;list-style:none;padding:0;margin:14px 0 0;font-size:13.5px;color:var(--muted)}
        .legend li{display:flex;align-items:center;gap:8px;overflow-wrap:anywhere}
        .legend i{width:22px;border-top:3px solid;flex:none}
        .legend i.dashed{border-top-style:dashed}
        .matrix{width:auto;font-size:12px;border-collapse:separate;border-spacing:2px}
        .matrix td,.matrix th{border:0;padding:0;font-size:12px}
        .matrix td{width:38px;min-width:38px;height:34px;text-align:center;border-radius:4px;background:color-mix(in srgb,var(--s0) calc(var(--share)*100%),var(--page))}
        .matrix td.strong{color:var(--on-strong)}
        .matrix th[scope=row]{text-align:right;padding-right:8px;max-width:14em;min-width:0;font-size:12px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
        .matrix th[scope=col]{vertical-align:bottom;height:7em;min-width:38px}
        .matrix th[scope=col] span{writing-mode:vertical-rl;transform:rotate(180deg);max-height:10em;overflow:hidden;text-overflow:ellipsis;padding-top:6px}
        .split{display:grid;grid-template-columns:minmax(0,1.3fr) minmax(260px,1fr);gap:34px;align-items:start}
        .stacked .scroll{margin-bottom:22px}
        .stacked .matrix td,.stacked .matrix th[scope=col]{width:31px;min-width:31px}
        .split figcaption{font-size:13.5px;margin-top:6px}
        .between{margin-top:14px}
        .between thead th{white-space:normal;vertical-align:bottom}
        .between th,.between td{padding:7px 8px}
        .between th[scope=row],.between th.name{min-width:0;white-space:nowrap}
        .heat{width:100%;max-width:620px;image-rendering:pixelated;border:1px solid var(--line);border-radius:6px;background:var(--page)}
        .gallery{display:grid;grid-template-columns:repeat(auto-fill,minmax(124px,1fr));gap:20px 18px;margin-top:18px}
        .gallery img{width:100%;aspect-ratio:1;object-fit:contain;image-rendering:pixelated;border-radius:8px;background:var(--page);border:1px solid var(--line)}
        .gallery figcaption{font-size:12.5px;line-height:1.35;margin-top:6px;overflow-wrap:anywhere}
        .gallery figcaption b{color:var(--text);font-weight:600}
        details summary{cursor:pointer;color:var(--muted);font-size:14px;padding:6px 0}
        footer{color:var(--muted);font-size:13px;margin-top:28px}
        @media (prefers-color-scheme:dark){.heat{filter:brightness(1.75)}}
        @media (max-width:760px){th,td{padding:6px}th[scope=row],td.name,th.name{min-width:7em}main{padding:28px 14px 48px}section{padding:20px 16px}h1{font-size:27px}.split{grid-template-columns:minmax(0,1fr)}}
        @media print{body{background:#fff}section{break-inside:avoid;border-color:#ccc}}
        """;

    private static string Variables(Func<Ink, string> colorOf) => string.Concat(Ink.All.Select(ink => $"--{ink.Name}:{colorOf(ink)};"));
}
