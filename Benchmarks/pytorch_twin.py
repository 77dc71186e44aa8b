"""An LSTM (or GRU, or Elman) encoder-decoder in PyTorch, as a user would write it: the baseline
that speed and quality of `s2s` are compared with.

  prepare    train a joint sentencepiece BPE vocabulary
  train      train (throughput with --max-updates, quality with --epochs)
  translate  translate a file and time it

Both sides may learn from the same subwords: --ids reads files that
`s2s tokenize --format ids` wrote, in place of raw text and a sentencepiece model; perplexities are then those of
the same tokens. Translations come out as ids too, for `s2s detokenize`.

Token counts never include padding. Target tokens include the end mark that
the model has to predict; source tokens are the subword pieces it reads.
"""
import argparse
import json
import math
import os
import random
import resource
import statistics
import sys
import time

PAD, UNK, BOS, EOS = 0, 1, 2, 3


def lines(path):
    with open(path, encoding="utf-8") as f:
        return [l.rstrip("\n") for l in f]


class IdFile:
    """Stands in for a sentencepiece model where the files hold ids already.

    s2s has three special tokens and the twin four, so ids move by one.
    """

    def __init__(self, size):
        self.size = size

    def get_piece_size(self):
        return self.size + 1

    def encode(self, line):
        return [int(x) + 1 for x in line.split()]

    def decode(self, ids):
        return " ".join(str(x - 1) for x in ids)


def vocabulary(a):
    if a.ids:
        return IdFile(a.ids)
    import sentencepiece as spm
    return spm.SentencePieceProcessor(model_file=a.spm)


# ---------------------------------------------------------------- vocabulary
def prepare(a):
    import sentencepiece as spm
    t0 = time.perf_counter()
    spm.SentencePieceTrainer.train(
        input=",".join(a.input), model_prefix=a.prefix, vocab_size=a.vocab_size,
        model_type="bpe", character_coverage=1.0, pad_id=PAD, unk_id=UNK,
        bos_id=BOS, eos_id=EOS, num_threads=a.threads, minloglevel=2)
    print(f"vocabulary of {a.vocab_size}: {time.perf_counter() - t0:.2f} s")


# --------------------------------------------------------------------- model
def build(torch, o):
    nn = torch.nn
    F = nn.functional

    def states(state):
        """The LSTM's two states, or the one of other cells."""
        return state if isinstance(state, tuple) else (state,)

    class Seq2Seq(nn.Module):
        def __init__(self):
            super().__init__()
            H, E, V, L = o["hidden"], o["emb"], o["vocab"], o["layers"]
            dirs = 2 if o["bidirectional"] else 1
            drop = o["dropout"] if L > 1 else 0.0
            self.src_emb = nn.Embedding(V, E, padding_idx=PAD)
            self.tgt_emb = nn.Embedding(V, E, padding_idx=PAD)
            cell = o.get("cell", "lstm")
            net = {"lstm": nn.LSTM, "gru": nn.GRU, "elman": nn.RNN}[cell]
            self.encoder = net(E, H, L, batch_first=True, dropout=drop, bidirectional=dirs == 2)
            self.context = dirs * H
            if dirs == 2:
                self.bridge_h = nn.Linear(2 * H, H)
                if cell == "lstm":
                    self.bridge_c = nn.Linear(2 * H, H)
            extra = self.context if o["feed_context"] else 0
            if o["attention"] and o["input_feeding"]:
                extra += H
            self.decoder = net(E + extra, H, L, batch_first=True, dropout=drop)
            if o["attention"] == "luong":
                self.att_key = nn.Linear(self.context, H, bias=False)
            elif o["attention"] == "bahdanau":
                self.att_key = nn.Linear(self.context, H, bias=False)
                self.att_query = nn.Linear(H, H)
                self.att_v = nn.Linear(H, 1, bias=False)
            if o["attention"]:
                self.att_out = nn.Linear(self.context + H, H, bias=False)
            self.out = nn.Linear(H, V)
            self.drop = nn.Dropout(o["dropout"])
            for n, p in self.named_parameters():
                nn.init.uniform_(p, -0.08, 0.08)
                if "bias_ih" in n and cell == "lstm":  # forget gate starts open
                    with torch.no_grad():
                        p[H:2 * H] = 1.0
            with torch.no_grad():
                self.src_emb.weight[PAD] = 0
                self.tgt_emb.weight[PAD] = 0

        def encode(self, src, lens, packed):
            x = self.drop(self.src_emb(src))
            if packed:
                pk = nn.utils.rnn.pack_padded_sequence(x, lens, batch_first=True,
                                                       enforce_sorted=False)
                out, state = self.encoder(pk)
                out, _ = nn.utils.rnn.pad_packed_sequence(out, batch_first=True,
                                                          total_length=src.size(1))
            else:
                out, state = self.encoder(x)
            state = states(state)
            if o["bidirectional"]:
                L = o["layers"]
                state = [s.view(L, 2, s.size(1), -1).transpose(1, 2).reshape(L, s.size(1), -1)
                         for s in state]
                ctx = state[0][-1]
                bridges = [self.bridge_h] + ([self.bridge_c] if len(state) > 1 else [])
                state = [torch.tanh(bridge(s)) for bridge, s in zip(bridges, state)]
            else:
                ctx = state[0][-1]
            mem = keys = mask = None
            if o["attention"]:
                mem = out
                keys = self.att_key(out)
                mask = (src == PAD).unsqueeze(1)
            return ctx, tuple(s.contiguous() for s in state), mem, keys, mask

        def run_decoder(self, x, state):
            out, state = self.decoder(x, state if len(state) > 1 else state[0])
            return out, states(state)

        def attend(self, dec, mem, keys, mask):
            # dec: B x T x H
            if o["attention"] == "luong":
                score = torch.bmm(dec, keys.transpose(1, 2))
            else:
                q = self.att_query(dec).unsqueeze(2)
                score = self.att_v(torch.tanh(q + keys.unsqueeze(1))).squeeze(-1)
            p = torch.softmax(score.masked_fill(mask, -1e9), -1)
            return torch.tanh(self.att_out(torch.cat([torch.bmm(p, mem), dec], -1)))

        def decode(self, tgt, state, ctx, mem, keys, mask, feed=None):
            x = self.drop(self.tgt_emb(tgt))
            if o["feed_context"]:
                x = torch.cat([x, ctx.unsqueeze(1).expand(-1, x.size(1), -1)], -1)
            if o["attention"] and o["input_feeding"]:
                if feed is None:
                    feed = x.new_zeros(x.size(0), 1, o["hidden"])
                outs = []
                for t in range(x.size(1)):
                    d, state = self.run_decoder(torch.cat([x[:, t:t + 1], feed], -1), state)
                    feed = self.drop(self.attend(d, mem, keys, mask))
                    outs.append(feed)
                return torch.cat(outs, 1), state, feed
            if o["step_loop"] and x.size(1) > 1:
                outs = []
                for t in range(x.size(1)):
                    d, state = self.run_decoder(x[:, t:t + 1], state)
                    outs.append(d)
                d = torch.cat(outs, 1)
            else:
                d, state = self.run_decoder(x, state)
            if o["attention"]:
                d = self.attend(d, mem, keys, mask)
            return self.drop(d), state, None

        def loss(self, src, lens, tin, tout, packed, pack_output):
            ctx, st, mem, keys, mask = self.encode(src, lens, packed)
            d, _, _ = self.decode(tin, st, ctx, mem, keys, mask)
            d = d.reshape(-1, d.size(-1))
            y = tout.reshape(-1)
            if pack_output:
                keep = (y != PAD).nonzero().squeeze(1)
                d, y = d[keep], y[keep]
            if o["step_loop"]:  # a logit GEMM per time step, as tutorials do
                T = tout.size(1)
                d = d.view(tout.size(0), T, -1)
                logits = torch.stack([self.out(d[:, t]) for t in range(T)], 1)
                logits = logits.view(-1, logits.size(-1))
            else:
                logits = self.out(d)
            return F.cross_entropy(logits.float(), y, ignore_index=PAD, reduction="sum")

    return Seq2Seq()


# ---------------------------------------------------------------------- data
def load_pairs(sp, src_file, tgt_file, reverse, max_len=100):
    out = []
    for s, t in zip(lines(src_file), lines(tgt_file)):
        si, ti = sp.encode(s), sp.encode(t)
        if not si or len(si) > max_len or len(ti) > max_len:
            continue
        out.append((si[::-1] if reverse else si, ti))
    return out


def batches(pairs, size, rng, exact):
    """Lists of indices. exact: only sentences of one source length together;
    else: shuffled pools of 100 batches, each sorted by length."""
    idx = list(range(len(pairs)))
    if rng:
        rng.shuffle(idx)
    res = []
    if exact:
        by = {}
        for i in idx:
            by.setdefault(len(pairs[i][0]), []).append(i)
        for group in by.values():
            group.sort(key=lambda i: len(pairs[i][1]))
            res += [group[k:k + size] for k in range(0, len(group), size)]
    else:
        pool = size * 100
        for p in range(0, len(idx), pool):
            part = sorted(idx[p:p + pool], key=lambda i: (len(pairs[i][0]), len(pairs[i][1])))
            res += [part[k:k + size] for k in range(0, len(part), size)]
    if rng:
        rng.shuffle(res)
    return res


def collate(torch, pairs, ids):
    src = [pairs[i][0] for i in ids]
    tgt = [pairs[i][1] for i in ids]
    S, T = max(map(len, src)), max(map(len, tgt)) + 1
    x = torch.tensor([s + [PAD] * (S - len(s)) for s in src])
    tin = torch.tensor([[BOS] + t + [PAD] * (T - 1 - len(t)) for t in tgt])
    tout = torch.tensor([t + [EOS] + [PAD] * (T - 1 - len(t)) for t in tgt])
    lens = torch.tensor([len(s) for s in src])
    return x, lens, tin, tout, sum(map(len, src)), sum(len(t) + 1 for t in tgt)


def rss_mib():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# -------------------------------------------------------------------- search
def beam_search(torch, model, src, lens, beam, max_extra=50, alpha=1.0):
    """Length-normalized beam search over a batch; beam 1 is greedy."""
    B, K, V = src.size(0), beam, model.out.out_features
    packed = int(lens.min()) != int(lens.max())
    ctx, state, mem, keys, mask = model.encode(src, lens, packed)

    def rep(t, dim):
        return None if t is None else t.repeat_interleave(K, dim)
    if K > 1:
        ctx, state = rep(ctx, 0), tuple(rep(s, 1) for s in state)
        mem, keys, mask = rep(mem, 0), rep(keys, 0), rep(mask, 0)
    feed = None
    tok = torch.full((B * K, 1), BOS, dtype=torch.long)
    score = torch.full((B, K), -1e9)
    score[:, 0] = 0
    seqs = torch.empty((B * K, 0), dtype=torch.long)
    done = [[] for _ in range(B)]
    base = (torch.arange(B) * K).unsqueeze(1)
    alive = [True] * B
    limit = int(lens.max()) * 2 + max_extra
    if K == 1:
        finished = torch.zeros(B, dtype=torch.bool)
        out = []
        for _ in range(limit):
            d, state, feed = model.decode(tok, state, ctx, mem, keys, mask, feed)
            nxt = model.out(d[:, 0]).argmax(-1)
            out.append(nxt)
            finished |= nxt == EOS
            if bool(finished.all()):
                break
            tok = nxt.unsqueeze(1)
        return [[t for t in cut(r)] for r in torch.stack(out, 1).tolist()]
    for step in range(limit):
        d, state, feed = model.decode(tok, state, ctx, mem, keys, mask, feed)
        logp = torch.log_softmax(model.out(d[:, 0]).float(), -1).view(B, K, V)
        total = (score.unsqueeze(2) + logp).view(B, K * V)
        top, pos = total.topk(2 * K, -1)
        par, word = pos // V, pos % V
        parl, wordl, topl = par.tolist(), word.tolist(), top.tolist()
        seql = None
        keep_p, keep_w, keep_s = [], [], []
        for b in range(B):
            kp, kw, ks = [], [], []
            for p, w, s in zip(parl[b], wordl[b], topl[b]):
                if w == EOS:
                    if alive[b] and len(kp) < K:
                        if seql is None:
                            seql = seqs.tolist()
                        done[b].append((s / (step + 1) ** alpha, seql[b * K + p]))
                elif len(kp) < K:
                    kp.append(p); kw.append(w); ks.append(s)
            keep_p.append(kp); keep_w.append(kw); keep_s.append(ks)
            if alive[b] and len(done[b]) >= K:
                best = max(x[0] for x in done[b])
                if best >= ks[0] / (step + 1) ** alpha or len(done[b]) >= 2 * K:
                    alive[b] = False
        if not any(alive):
            break
        score = torch.tensor(keep_s)
        sel = (base + torch.tensor(keep_p)).view(-1)
        tok = torch.tensor(keep_w).view(-1, 1)
        seqs = torch.cat([seqs[sel], tok], 1)
        state = tuple(s[:, sel] for s in state)
        if feed is not None:
            feed = feed[sel]
    res = []
    for b in range(B):
        if not done[b]:
            done[b].append((0, seqs[b * K].tolist()))
        res.append(max(done[b])[1])
    return res


def cut(row):
    for t in row:
        if t == EOS:
            return
        yield t


def translate_all(torch, model, sp, sents, o, beam, batch):
    """Returns (texts in input order, seconds, output tokens)."""
    model.eval()
    ids = [sp.encode(s)[::-1] if o["reverse_source"] else sp.encode(s) for s in sents]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    res, ntok = [""] * len(ids), 0
    t0 = time.perf_counter()
    with torch.inference_mode():
        for k in range(0, len(order), batch):
            part = order[k:k + batch]
            src = [ids[i] or [UNK] for i in part]
            S = max(map(len, src))
            x = torch.tensor([s + [PAD] * (S - len(s)) for s in src])
            lens = torch.tensor([len(s) for s in src])
            for i, hyp in zip(part, beam_search(torch, model, x, lens, beam)):
                ntok += len(hyp) + 1
                res[i] = sp.decode(hyp)
    return res, time.perf_counter() - t0, ntok


# ----------------------------------------------------------------- main parts
def setup(a):
    os.environ.setdefault("OMP_NUM_THREADS", str(a.threads))
    import torch
    torch.set_num_threads(a.threads)
    torch.manual_seed(getattr(a, "seed", 1))
    return torch


def train(a):
    torch = setup(a)
    sp = vocabulary(a)
    o = dict(cell=a.cell, hidden=a.hidden, emb=a.emb, layers=a.layers, vocab=sp.get_piece_size(),
             dropout=a.dropout, bidirectional=a.bidirectional, attention=a.attention,
             input_feeding=a.input_feeding, feed_context=a.feed_context,
             reverse_source=a.reverse_source, step_loop=a.step_loop)
    t0 = time.perf_counter()
    pairs = load_pairs(sp, a.train[0], a.train[1], a.reverse_source)
    valid = load_pairs(sp, a.valid[0], a.valid[1], a.reverse_source) if a.valid else []
    load_s = time.perf_counter() - t0
    model = build(torch, o)
    nparam = sum(p.numel() for p in model.parameters())
    opt = torch.optim.Adam(model.parameters(), lr=a.lr, fused=a.fused_adam or None)
    rng = random.Random(1)
    print(json.dumps(dict(config=o, torch=torch.__version__, threads=torch.get_num_threads(),
                          params=nparam, sentences=len(pairs), encode_s=round(load_s, 2),
                          packed=not a.exact_buckets, bf16=a.bf16,
                          fused_adam=a.fused_adam, pack_output=a.pack_output)), flush=True)

    def forward(ids, data):
        x, lens, tin, tout, ns, nt = collate(torch, data, ids)
        packed = not a.exact_buckets
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=a.bf16):
            loss = model.loss(x, lens, tin, tout, packed, a.pack_output)
        return loss, ns, nt, x.numel() + tout.numel()

    updates, best, bad, start = 0, 1e9, 0, time.perf_counter()
    for epoch in range(1, a.epochs + 1):
        model.train()
        t0 = time.perf_counter()
        ns = nt = slots = 0
        nll, marks = 0.0, []
        last = (t0, 0, 0)
        for ids in batches(pairs, a.batch, rng, a.exact_buckets):
            loss, s, t, slot = forward(ids, pairs)
            opt.zero_grad(set_to_none=True)
            (loss / (t if a.norm == "tokens" else len(ids))).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), a.clip)
            opt.step()
            nll += float(loss.detach())
            ns += s; nt += t; slots += slot; updates += 1
            if updates % a.report == 0:
                now = time.perf_counter()
                marks.append(((nt - last[1]) / (now - last[0]), (ns - last[2]) / (now - last[0])))
                last = (now, nt, ns)
            if a.max_updates and updates >= a.max_updates:
                break
            if a.max_seconds and time.perf_counter() - start > a.max_seconds:
                break
        sec = time.perf_counter() - t0
        rec = dict(epoch=epoch, updates=updates, seconds=round(sec, 1), target_tokens=nt,
                   train_ppl=round(math.exp(nll / nt), 2),
                   tgt_tok_s=round(nt / sec), both_tok_s=round((ns + nt) / sec),
                   padding=round(1 - (ns + nt) / slots, 4), peak_rss_mib=round(rss_mib()))
        if marks:
            m = marks[1:] if len(marks) > 2 else marks
            rec["tgt_tok_s_median"] = round(statistics.median(x for x, _ in m))
            rec["both_tok_s_median"] = round(statistics.median(x + y for x, y in m))
            rec["tgt_tok_s_range"] = [round(min(x for x, _ in m)), round(max(x for x, _ in m))]
        if valid:
            model.eval()
            vn = vt = 0
            with torch.no_grad():
                for ids in batches(valid, a.batch, None, a.exact_buckets):
                    loss, _, t, _ = forward(ids, valid)
                    vn += float(loss); vt += t
            ppl = math.exp(vn / vt)
            rec["val_ppl"] = round(ppl, 3)
            rec["lr"] = opt.param_groups[0]["lr"]
            if ppl < best:
                best, bad = ppl, 0
                if a.save:
                    torch.save(dict(config=o, state=model.state_dict()), a.save)
            else:
                bad += 1
                for g in opt.param_groups:
                    g["lr"] *= a.decay
        elif a.save:
            torch.save(dict(config=o, state=model.state_dict()), a.save)
        rec["wall"] = round(time.perf_counter() - start, 1)
        print(json.dumps(rec), flush=True)
        if bad >= a.patience:
            break
        if a.max_updates and updates >= a.max_updates:
            break
        if a.max_seconds and time.perf_counter() - start > a.max_seconds:
            break


def translate(a):
    t_start = time.perf_counter()
    torch = setup(a)
    sp = vocabulary(a)
    torch.backends.mkldnn.set_flags(not a.no_onednn)
    ck = torch.load(a.model)
    model = build(torch, ck["config"])
    model.load_state_dict(ck["state"])
    if a.int8:
        model = torch.ao.quantization.quantize_dynamic(
            model, {torch.nn.LSTM, torch.nn.Linear}, dtype=torch.qint8)
    load = time.perf_counter() - t_start
    sents = lines(a.input)
    for spec in a.settings:
        beam, batch = map(int, spec.split("x"))
        part = sents[:a.limit_batch1] if batch == 1 else sents
        secs = []
        for r in range(a.repeat):
            res, s, n = translate_all(torch, model, sp, part, ck["config"], beam, batch)
            secs.append(s)
        s = statistics.median(secs)
        rec = dict(beam=beam, batch=batch, sentences=len(part), seconds=round(s, 2),
                   sent_s=round(len(part) / s, 1), tok_s=round(n / s),
                   ms_per_sentence=round(1000 * s / len(part), 2),
                   import_and_load_s=round(load, 2), peak_rss_mib=round(rss_mib()))
        if a.reference and len(part) == len(sents):
            import sacrebleu
            m = sacrebleu.metrics.BLEU()
            rec["bleu"] = round(m.corpus_score(res, [lines(a.reference)]).score, 2)
            rec["signature"] = str(m.get_signature())
        if a.output:
            with open(f"{a.output}.beam{beam}.batch{batch}", "w", encoding="utf-8") as f:
                f.write("\n".join(res) + "\n")
        print(json.dumps(rec), flush=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = ap.add_subparsers(dest="cmd", required=True)
    p = sub.add_parser("prepare")
    p.add_argument("--input", nargs="+", required=True)
    p.add_argument("--prefix", required=True)
    p.add_argument("--vocab-size", type=int, default=8000)
    p.add_argument("--threads", type=int, default=2)
    p = sub.add_parser("train")
    p.add_argument("--spm")
    p.add_argument("--ids", type=int, metavar="VOCABULARY_SIZE", help="the files hold token ids")
    p.add_argument("--train", nargs=2, required=True, metavar=("SRC", "TGT"))
    p.add_argument("--valid", nargs=2, metavar=("SRC", "TGT"))
    p.add_argument("--save")
    p.add_argument("--cell", choices=["lstm", "gru", "elman"], default="lstm")
    p.add_argument("--hidden", type=int, default=512)
    p.add_argument("--emb", type=int, default=256)
    p.add_argument("--layers", type=int, default=1)
    p.add_argument("--dropout", type=float, default=0.3)
    p.add_argument("--bidirectional", action="store_true")
    p.add_argument("--attention", choices=["luong", "bahdanau"])
    p.add_argument("--input-feeding", action="store_true")
    p.add_argument("--feed-context", action="store_true", help="context vector at each decoder step")
    p.add_argument("--reverse-source", action="store_true")
    p.add_argument("--step-loop", action="store_true", help="decoder and logits step by step")
    p.add_argument("--exact-buckets", action="store_true", help="one source length a batch, no packing")
    p.add_argument("--pack-output", action="store_true", help="logits only where the target is no padding")
    p.add_argument("--bf16", action="store_true")
    p.add_argument("--fused-adam", action="store_true")
    p.add_argument("--batch", type=int, default=64)
    p.add_argument("--lr", type=float, default=1e-3)
    p.add_argument("--clip", type=float, default=5.0)
    p.add_argument("--norm", choices=["tokens", "sentences"], default="tokens")
    p.add_argument("--decay", type=float, default=0.5)
    p.add_argument("--patience", type=int, default=3)
    p.add_argument("--epochs", type=int, default=1)
    p.add_argument("--max-updates", type=int, default=0)
    p.add_argument("--max-seconds", type=float, default=0)
    p.add_argument("--report", type=int, default=20)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--seed", type=int, default=1)
    p = sub.add_parser("translate")
    p.add_argument("--spm")
    p.add_argument("--ids", type=int, metavar="VOCABULARY_SIZE", help="the files hold token ids")
    p.add_argument("--model", required=True)
    p.add_argument("--input", required=True)
    p.add_argument("--reference")
    p.add_argument("--output")
    p.add_argument("--settings", nargs="+", default=["1x1", "1x64", "5x1", "5x64"], metavar="BEAMxBATCH")
    p.add_argument("--limit-batch1", type=int, default=300)
    p.add_argument("--repeat", type=int, default=3)
    p.add_argument("--int8", action="store_true")
    p.add_argument("--no-onednn", action="store_true", help="keep PyTorch from its oneDNN LSTM")
    p.add_argument("--threads", type=int, default=2)
    a = ap.parse_args()
    {"prepare": prepare, "train": train, "translate": translate}[a.cmd](a)


if __name__ == "__main__":
    main()
